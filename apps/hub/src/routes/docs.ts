import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { HubDeps, HubEnv } from '../deps.ts'

const files: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Licet Hub API</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body>
</html>
`

const start = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', validatorUrl: null })
`

/** The API's description, made from its routes, and a page to read it on that asks no other host for anything. */
export function addDocsRoutes(app: OpenAPIHono<HubEnv>, { version, config }: HubDeps): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })
  let description: string | null = null
  app.get('/openapi.json', c => {
    description ??= JSON.stringify(
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: { title: 'Licet Hub', version },
        security: [{ bearer: [] }],
      }),
    )
    return c.body(description, 200, { 'Content-Type': 'application/json' })
  })
  app.get('/api/docs', c => c.html(page))
  app.get('/api/docs/start.js', c => c.body(start, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
  for (const [name, type] of Object.entries(files)) {
    app.get(`/api/docs/${name}`, c => {
      const bytes = readFileSync(join(config.docsDir, name))
      return c.body(new Uint8Array(bytes), 200, { 'Content-Type': type, 'Cache-Control': 'max-age=3600' })
    })
  }
}
