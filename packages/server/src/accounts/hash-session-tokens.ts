import type { BetterAuthOptions } from 'better-auth'
import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth/adapters'
import { hashSecret } from '../service-key.ts'

/** An adapter of better-auth, before it is told the engine's options. */
export type OpenAdapter = (options: BetterAuthOptions) => DBAdapter

/**
 * Keeps the tokens of sessions as SHA-256: whoever reads the database, or a copy of it, holds no session.
 *
 * The engine goes on working with tokens: what it looks up by a token is given back with it.
 */
export function hashSessionTokens(open: OpenAdapter): OpenAdapter {
  return options => {
    const inner = open(options)
    return {
      ...hashing(inner),
      transaction: run => inner.transaction(transaction => run(hashing(transaction))),
    }
  }
}

type Call = { model: string; where?: Where[] | undefined }

function hashing<Adapter extends DBTransactionAdapter>(inner: Adapter): Adapter {
  return {
    ...inner,
    create: async call => {
      if (call.model !== 'session') return inner.create(call)
      const { token } = call.data as { token?: unknown }
      const row = await inner.create({ ...call, data: withHash(call.data) })
      return withToken(row, new Map([[hashOf(token), token]])) as never
    },
    findOne: async call => revealed(call, await inner.findOne(hashed(call))),
    findMany: async <T>(call: Parameters<Adapter['findMany']>[0]) =>
      (await inner.findMany<T>(hashed(call))).map(row => revealed(call, row)),
    count: call => inner.count(hashed(call)),
    update: async call =>
      revealed(call, await inner.update({ ...hashed(call), update: updateOf(call.model, call.update) })),
    updateMany: call => inner.updateMany({ ...hashed(call), update: updateOf(call.model, call.update) }),
    delete: call => inner.delete(hashed(call)),
    deleteMany: call => inner.deleteMany(hashed(call)),
    consumeOne: async call => revealed(call, await inner.consumeOne(hashed(call))),
    incrementOne: async call => revealed(call, await inner.incrementOne(hashed(call))),
  }
}

const hashOf = (token: unknown): unknown => (typeof token === 'string' ? hashSecret(token) : token)

function withHash<Row extends object>(row: Row): Row {
  return 'token' in row ? { ...row, token: hashOf(row.token) } : row
}

function updateOf(model: string, update: Record<string, unknown>): Record<string, unknown> {
  return model === 'session' ? withHash(update) : update
}

function hashed<Asked extends Call>(call: Asked): Asked {
  if (call.model !== 'session' || call.where === undefined) return call
  const where = call.where.map(condition => {
    if (condition.field !== 'token') return condition
    const { value } = condition
    return { ...condition, value: Array.isArray(value) ? value.map(hashOf) : hashOf(value) } as Where
  })
  return { ...call, where }
}

// A row comes back with the token that the caller named it by.
function revealed<Row>(call: Call, row: Row): Row {
  if (call.model !== 'session') return row
  const named = (call.where ?? []).filter(({ field }) => field === 'token').flatMap(({ value }) => value)
  return withToken(row, new Map(named.map(token => [hashOf(token), token])))
}

function withToken<Row>(row: Row, tokens: ReadonlyMap<unknown, unknown>): Row {
  if (typeof row !== 'object' || row === null || !('token' in row)) return row
  return { ...row, token: tokens.get(row.token) ?? row.token }
}
