import Database from 'better-sqlite3'
import express from 'express'
import jsonwebtoken from 'jsonwebtoken'

/**
 * What a team writes in an afternoon: Express, the license in a table, `jsonwebtoken.verify` on every call.
 *
 * Told as JSON in the one argument: `{databasePath, publicKey, algorithm, apiKey}`; the table `license(id, token)` holds one row.
 */
const { databasePath, publicKey, algorithm, apiKey } = JSON.parse(process.argv[2])

const app = express()
const database = new Database(databasePath)
database.pragma('journal_mode = WAL')
const newest = database.prepare('SELECT token FROM license ORDER BY id DESC LIMIT 1')

app.get('/api/license/status', (request, response) => {
  if (request.get('authorization') !== `Bearer ${apiKey}`) {
    response.status(401).json({ error: 'Unauthorized' })
    return
  }
  const { token } = newest.get()
  const claims = jsonwebtoken.verify(token, publicKey, { algorithms: [algorithm], issuer: 'aidoo.biz' })
  response.json({
    valid: true,
    customer: claims.customer,
    tier: claims.tier,
    seats: claims.seats,
    products: claims.products,
    expires_at: claims.exp,
    error: '',
  })
})

const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`Hand-made http://127.0.0.1:${server.address().port}\n`)
})
