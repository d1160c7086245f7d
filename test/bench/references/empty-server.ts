import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import Database from 'better-sqlite3'
import { Hono } from 'hono'

/** The least that a Hono server on SQLite needs to start: one table, one row, one route. */
const database = new Database(process.argv[2] as string)
database.pragma('journal_mode = WAL')
database.exec('CREATE TABLE IF NOT EXISTS license (id INTEGER PRIMARY KEY, token TEXT NOT NULL)')
const count = database.prepare<[], { licenses: number }>('SELECT count(*) AS licenses FROM license')

const app = new Hono()
app.get('/api/license/status', c => c.json(count.get()))
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, address => {
  process.stdout.write(`Empty http://127.0.0.1:${(address as AddressInfo).port}\n`)
})
