import type { Role } from '@licet/api'
import { assertPassword, HttpError, type Turn } from '@licet/server'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { insertUser, isEmailTaken, type StoredUser } from '../store/users.ts'
import { assertSeats, noteSeats } from './assert-seats.ts'

/** A wanted account; the password as typed. */
export interface WantedUser {
  name: string
  email: string
  password: string
  role: Role
}

/**
 * Creates accounts, all of them or none, in one transaction that counts the seats, writes the accounts and audits each.
 *
 * Passwords are judged and hashed before the transaction; a request that cannot succeed is refused before that work.
 *
 * @param listName - The member the accounts came in, for the answer's `fields`; empty for a single one.
 * @throws {HttpError} PASSWORD_*, EMAIL_TAKEN, SEATS_EXHAUSTED
 */
export async function createUsers(
  deps: HubDeps,
  actor: Actor,
  wanted: readonly WantedUser[],
  listName = '',
): Promise<StoredUser[]> {
  const { auth, licensing, metrics } = deps
  const users = wanted.map(user => ({ ...user, email: user.email.toLowerCase() }))
  const path = (index: number, field: string) => (listName === '' ? field : `${listName}.${index}.${field}`)
  for (const [index, user] of users.entries())
    await assertPassword(user.password, [user.email, user.name], path(index, 'password'))
  assertDistinct(users, path)
  await licensing.withVerified((tx, view) => {
    assertSeats(tx, view.limit, users.length, metrics)
    assertFree(deps, users, path)
  })
  const lane = users.length > 1 ? 'background' : 'known'
  const hashed = await Promise.all(
    users.map(async ({ password, ...user }) => ({
      ...user,
      passwordHash: await hashInTurn(auth, password, { lane, share: actor.id }),
    })),
  )
  return licensing.withVerified((tx, view) => {
    assertSeats(tx, view.limit, hashed.length, metrics)
    assertFree({ database: tx }, hashed, path)
    const created = hashed.map(user => insertUser(tx, user, view.now))
    for (const { id, name, email, role } of created) {
      appendAudit(tx, { actor, action: 'user.create', target: id, detail: { name, email, role } }, view.now)
    }
    noteSeats(tx, view)
    return created
  })
}

/** Whoever signs in goes before an import, and before single accounts that come faster than they can be made. */
async function hashInTurn(auth: HubDeps['auth'], password: string, turn: Turn): Promise<string> {
  try {
    return await auth.hash(password, turn)
  } catch (error) {
    const isBusy = error instanceof HttpError && error.code === 'SERVER_BUSY'
    if (!isBusy || turn.lane === 'background') throw error
    return auth.hash(password, { ...turn, lane: 'background' })
  }
}

function assertFree(
  { database }: Pick<HubDeps, 'database'>,
  users: readonly { email: string }[],
  path: (index: number, field: string) => string,
): void {
  const index = users.findIndex(({ email }) => isEmailTaken(database, email))
  if (index >= 0) throw taken(path(index, 'email'))
}

function assertDistinct(
  users: readonly { email: string }[],
  path: (index: number, field: string) => string,
): void {
  const seen = new Set<string>()
  users.forEach(({ email }, index) => {
    if (seen.has(email)) throw taken(path(index, 'email'))
    seen.add(email)
  })
}

function taken(field: string): HttpError {
  return new HttpError('EMAIL_TAKEN', { fields: { [field]: new HttpError('EMAIL_TAKEN').message } })
}
