import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import type { Context, Env, Hono } from 'hono'

/** A file of the pages, with the compressed forms that the build made of it. */
interface PageFile {
  type: string
  cacheControl: string
  /** Null until it is first asked for: reading every file would be a tenth of a start. */
  etag: string | null
  path: string
  encodings: readonly ('br' | 'gzip')[]
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * Serves built pages: only files that were there when they were first asked for, hashed ones for ever, and `index.html` for
 * every path that the pages route themselves.
 *
 * @param options.folder - The build; without it, a page says that it is missing.
 * @param options.isApi - Paths that never fall back to a page.
 */
export function addPages<E extends Env>(
  app: Hono<E>,
  options: { folder: string; isApi: (path: string) => boolean },
): void {
  const { folder, isApi } = options
  let found: Map<string, PageFile> | undefined
  app.get('*', async (c, next) => {
    const { path } = c.req
    found ??= existsSync(folder) ? findFiles(folder) : new Map()
    const files = found
    const file = files.get(path)
    if (file !== undefined) return send(c, file)
    if (isApi(path) || path.includes('/.') || extname(path) !== '') return next()
    const page = files.get('/index.html')
    return page === undefined ? c.text('The panel is not built into this installation.', 404) : send(c, page)
  })
}

function findFiles(folder: string): Map<string, PageFile> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
  const present = new Set(paths)
  const files = new Map<string, PageFile>()
  for (const path of paths) {
    const type = types[extname(path)]
    if (type === undefined) continue
    const name = `/${relative(folder, path).split(sep).join('/')}`
    const hashed = name.startsWith('/assets/')
    files.set(name, {
      type,
      path,
      cacheControl: hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: null,
      encodings: [
        ...(present.has(`${path}.br`) ? (['br'] as const) : []),
        ...(present.has(`${path}.gz`) ? (['gzip'] as const) : []),
      ],
    })
  }
  return files
}

function send(c: Context, file: PageFile): Response {
  file.etag ??= `"${hash('sha256', readFileSync(file.path), 'base64url').slice(0, 27)}"`
  const { cacheControl, etag } = file
  const headers: Record<string, string> = {
    'Cache-Control': cacheControl,
    ETag: etag,
    Vary: 'Accept-Encoding',
  }
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
  headers['Content-Type'] = file.type
  const accepted = c.req.header('accept-encoding') ?? ''
  const encoding = file.encodings.find(name => accepted.includes(name))
  if (encoding !== undefined) headers['Content-Encoding'] = encoding
  const suffix = encoding === 'br' ? '.br' : encoding === 'gzip' ? '.gz' : ''
  return c.body(new Uint8Array(readFileSync(file.path + suffix)), 200, headers)
}
