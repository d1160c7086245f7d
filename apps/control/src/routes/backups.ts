import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { z } from '@hono/zod-openapi'
import { backupList, backupMade } from '@licet/api'
import { emptyAnswer, jsonAnswer, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { createBackup, listBackups, openBackup } from '../services/backups.ts'

const tags = ['Backups']

/** Copies of the SQLite database, made while it is in use. */
export function addBackupRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'settings.manage',
      method: 'get',
      path: '/v1/backups',
      tags,
      summary: 'The backups, newest first',
      responses: { 200: jsonAnswer(backupList, 'The backups.'), ...refusals(401, 403) },
    },
    c => c.json({ backups: listBackups(deps) }, 200),
  )
  addRoute(
    app,
    {
      access: 'settings.manage',
      method: 'post',
      path: '/v1/backups',
      tags,
      summary: 'Make a backup now',
      responses: { 201: jsonAnswer(backupMade, 'The backup.'), ...refusals(401, 403, 409, 503, 507) },
    },
    async c => c.json(await createBackup(deps, actorOf(c)), 201),
  )
  addRoute(
    app,
    {
      access: 'settings.manage',
      method: 'get',
      path: '/v1/backups/{name}',
      tags,
      summary: 'Download a backup',
      request: { params: z.object({ name: z.string().min(1).max(200) }) },
      responses: { 200: emptyAnswer('application/octet-stream'), ...refusals(401, 403, 404) },
    },
    async c => {
      const { name } = c.req.valid('param')
      const path = await openBackup(deps, actorOf(c), name)
      return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream, 200, {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename="${name}"`,
      })
    },
  )
}
