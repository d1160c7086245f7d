import { pageQuery } from '@licet/api'
import { offlineHistory, offlineIssued, offlinePreview, offlineRequest } from '@licet/api/control'
import { jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { answerAtDesk, previewAtDesk } from '../services/answer-at-desk.ts'
import { listOfflineAnswers } from '../services/list-offline-answers.ts'

const tags = ['Offline desk']

/** Answers that staff carries by hand. */
export function addOfflineDeskRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'license.issue',
      method: 'post',
      path: '/v1/offline/preview',
      tags,
      summary: 'What a request, receipt or machine UID says, and what answering it would do',
      request: { body: jsonBody(offlineRequest) },
      responses: { 200: jsonAnswer(offlinePreview, 'Nothing was written.'), ...refusals(400, 401, 403) },
    },
    async c => c.json(await previewAtDesk(deps, actorOf(c), c.req.valid('json')), 200),
  )
  addRoute(
    app,
    {
      access: 'license.issue',
      method: 'post',
      path: '/v1/offline/issue',
      tags,
      summary: 'Answer a request or machine UID, or take a release receipt',
      request: { body: jsonBody(offlineRequest) },
      responses: { 200: jsonAnswer(offlineIssued, 'Answered.'), ...refusals(400, 401, 403, 404, 409, 503) },
    },
    async c => c.json(await answerAtDesk(deps, actorOf(c), c.req.valid('json')), 200),
  )
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/offline',
      tags,
      summary: 'What was answered by hand, newest first',
      request: { query: pageQuery },
      responses: { 200: jsonAnswer(offlineHistory, 'One page.'), ...refusals(400, 401, 403) },
    },
    async c => c.json(await listOfflineAnswers(deps, c.req.valid('query')), 200),
  )
}
