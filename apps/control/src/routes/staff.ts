import {
  createStaff as createBody,
  roleTable,
  staffMember,
  staffPage,
  staffQuery,
  updateStaff as updateBody,
} from '@licet/api/control'
import { emptyAnswer, idParam, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { createStaff, deleteStaff, listStaff, reportRoles, updateStaff } from '../services/staff.ts'

const tags = ['Team']

/** Who works here, and what each role may do. */
export function addStaffRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'team.review',
      method: 'get',
      path: '/v1/staff',
      tags,
      summary: 'The accounts, by name',
      request: { query: staffQuery },
      responses: { 200: jsonAnswer(staffPage, 'One page.'), ...refusals(400, 401, 403) },
    },
    async c => c.json(await listStaff(deps, c.req.valid('query')), 200),
  )
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/roles',
      tags,
      summary: 'What each role may do',
      responses: { 200: jsonAnswer(roleTable, 'The roles.'), ...refusals(401, 403) },
    },
    async c => c.json(await reportRoles(deps), 200),
  )
  addRoute(
    app,
    {
      access: 'team.manage',
      method: 'post',
      path: '/v1/staff',
      tags,
      summary: 'Create an account',
      request: { body: jsonBody(createBody) },
      responses: { 201: jsonAnswer(staffMember, 'The account.'), ...refusals(400, 401, 403, 409) },
    },
    async c => c.json(await createStaff(deps, actorOf(c), c.req.valid('json')), 201),
  )
  addRoute(
    app,
    {
      access: 'team.manage',
      method: 'patch',
      path: '/v1/staff/{id}',
      tags,
      summary: 'Change an account; its sessions end with its role, its password and its being disabled',
      request: { params: idParam, body: jsonBody(updateBody) },
      responses: { 200: jsonAnswer(staffMember, 'The account.'), ...refusals(400, 401, 403, 404, 409) },
    },
    async c => c.json(await updateStaff(deps, actorOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  addRoute(
    app,
    {
      access: 'team.manage',
      method: 'delete',
      path: '/v1/staff/{id}',
      tags,
      summary: 'Delete an account',
      request: { params: idParam },
      responses: { 204: emptyAnswer('Deleted.'), ...refusals(401, 403, 404, 409) },
    },
    async c => {
      await deleteStaff(deps, actorOf(c), c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
}
