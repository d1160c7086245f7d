import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from 'hono'

const files: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}

const page = (title: string, base: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title} API</title><link rel="stylesheet" href="${base}/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="${base}/swagger-ui-bundle.js"></script><script src="${base}/start.js"></script></body>
</html>
`

const start = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', validatorUrl: null })
`

/**
 * The API's description, made from its routes, and a page to read it on that asks no other host for anything.
 *
 * @param options.base - Path of the page, without a slash at its end.
 * @param options.docsDir - Absolute folder of swagger-ui's files.
 */
export function addDocsRoutes<E extends Env>(
  app: OpenAPIHono<E>,
  options: { title: string; version: string; base: string; docsDir: string },
): void {
  const { title, version, base, docsDir } = options
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })
  let description: string | null = null
  app.get('/openapi.json', c => {
    description ??= JSON.stringify(
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: { title, version },
        security: [{ bearer: [] }],
      }),
    )
    return c.body(description, 200, { 'Content-Type': 'application/json' })
  })
  app.get(base, c => c.html(page(title, base)))
  app.get(`${base}/start.js`, c => c.body(start, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
  for (const [name, type] of Object.entries(files)) {
    app.get(`${base}/${name}`, c => {
      const bytes = readFileSync(join(docsDir, name))
      return c.body(new Uint8Array(bytes), 200, { 'Content-Type': type, 'Cache-Control': 'max-age=3600' })
    })
  }
}
