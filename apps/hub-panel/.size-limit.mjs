import { readFileSync } from 'node:fs'

const page = readFileSync(new URL('dist/index.html', import.meta.url), 'utf8')
const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => `dist/${path}`)

/** The license page is part of the first load, so the first load is all the script that it needs. */
export default [
  { name: 'first load of the license page (script)', path: scripts, limit: '260 kB', brotli: true },
]
