import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import {
  backup,
  backupList,
  backupMade,
  restoreBackup as restoreBody,
  restored,
  restorePreview,
} from '@licet/api'
import { emptyAnswer, HttpError, jsonAnswer, jsonBody, refusals } from '@licet/server'
import type { HonoRequest } from 'hono'
import { actorOf } from '../access/credentials.ts'
import type { HubDeps, HubEnv } from '../deps.ts'
import { createBackup, deleteBackup, listBackups, openDownload, receiveBackup } from '../services/backups.ts'
import { previewBackup, restoreRunning } from '../services/restore-backup.ts'

const tags = ['Backups']
const nameParam = z.object({ name: z.string().min(1).max(200) })

/** Copies of the database, made while it is in use, and the way back. */
export function addBackupRoutes(app: OpenAPIHono<HubEnv>, hub: HubDeps): void {
  const deps = { ...hub, databasePath: hub.database.raw.name, now: () => hub.clock.now() }
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/backups',
      tags,
      summary: 'The backups, newest first',
      responses: { 200: jsonAnswer(backupList, 'The backups.'), ...refusals(401, 403) },
    }),
    c => c.json({ backups: listBackups(deps) }, 200),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/backups',
      tags,
      summary: 'Make a backup now',
      responses: { 201: jsonAnswer(backupMade, 'The backup.'), ...refusals(401, 403, 503, 507) },
    }),
    async c => c.json(await createBackup(deps, actorOf(c)), 201),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/backups/restore',
      tags,
      summary: 'Put a backup in the place of the database',
      request: { body: jsonBody(restoreBody) },
      responses: {
        200: jsonAnswer(restored, 'Restored; every session has ended.'),
        ...refusals(400, 401, 403, 404, 422, 503),
      },
    }),
    async c => {
      const outcome = await restoreRunning(deps, actorOf(c), c.req.valid('json'))
      return c.json({ restarting: false as const, ...outcome }, 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/backups/{name}/restore-preview',
      tags,
      summary: 'What a restore would leave as it is now, and what would be lost; nothing is changed',
      request: { params: nameParam },
      responses: {
        200: jsonAnswer(restorePreview, 'What the restore would change.'),
        ...refusals(401, 403, 404, 422),
      },
    }),
    async c => c.json(await previewBackup(deps, c.req.valid('param').name), 200),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/backups/upload',
      tags,
      summary: 'Bring a backup from elsewhere: application/octet-stream, at most 512 MiB',
      responses: { 201: jsonAnswer(backup, 'The backup.'), ...refusals(401, 403, 413, 415, 422) },
    }),
    async c => {
      return c.json(await receiveBackup(deps, actorOf(c), uploadOf(c.req)), 201)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/backups/{name}',
      tags,
      summary: 'Download a backup',
      request: { params: nameParam },
      responses: { 200: emptyAnswer('application/octet-stream'), ...refusals(401, 403, 404) },
    }),
    c => {
      const { name } = c.req.valid('param')
      const path = openDownload(deps, actorOf(c), name)
      const stream = Readable.toWeb(createReadStream(path)) as ReadableStream
      return c.body(stream, 200, {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename="${name}"`,
      })
    },
  )
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/backups/{name}',
      tags,
      summary: 'Delete a backup',
      request: { params: nameParam },
      responses: { 204: emptyAnswer('Deleted.'), ...refusals(401, 403, 404) },
    }),
    c => {
      deleteBackup(deps, actorOf(c), c.req.valid('param').name)
      return c.body(null, 204)
    },
  )
}

/** The bytes of an upload, as they arrive. @throws {HttpError} BODY_NOT_JSON for any other content type. */
export function uploadOf(request: HonoRequest): AsyncIterable<Uint8Array> {
  if (request.header('content-type') !== 'application/octet-stream') throw new HttpError('BODY_NOT_JSON')
  return request.raw.body ?? Readable.from([])
}
