import { z } from 'zod'
import { displayName } from './display-name.ts'
import { epochSeconds, pageQuery } from './shapes.ts'

export const role = z.enum(['admin', 'user'])
export type Role = z.infer<typeof role>

export const user = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  enabled: z.boolean(),
  secondFactor: z.boolean(),
  createdAt: epochSeconds,
  lastSeenAt: epochSeconds.nullable(),
})
export type User = z.infer<typeof user>

/** `limit` null: no license, no limit. */
export const seatUse = z.object({ limit: z.int().nullable(), used: z.int() })

export const seatHolder = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  lastSeenAt: epochSeconds.nullable(),
})

export const usersQuery = pageQuery.extend({
  q: z.string().max(200).optional(),
  role: role.optional(),
  enabled: z.enum(['true', 'false']).optional(),
  /** Only accounts not seen for that many days. */
  inactiveDays: z.coerce.number().int().min(1).max(3650).optional(),
})

export const usersPage = z.object({
  users: z.array(user),
  total: z.int(),
  next: z.string().nullable(),
  seats: seatUse,
})

const name = displayName(200)
const email = z.email().max(254)
/** Checked in full by the password rules (12–1,024 bytes, no common ones). */
const password = z.string()

export const createUser = z.strictObject({ name, email, password, role })
export const updateUser = z.strictObject({
  enabled: z.boolean().optional(),
  name: name.optional(),
  role: role.optional(),
  password: password.optional(),
})
/** All or nothing: one transaction under the seat limit. */
export const importUsers = z.strictObject({ users: z.array(createUser).min(1).max(500) })
export const importedUsers = z.object({ users: z.array(user) })
/** Disables all of them, or none (last administrator). */
export const disableUsers = z.strictObject({ ids: z.array(z.string().max(64)).min(1).max(500) })
/** Enables all of them, or none (seats). */
export const enableUsers = z.strictObject(disableUsers.shape)

export const seatsExhausted = z.object({
  error: z.string(),
  code: z.literal('SEATS_EXHAUSTED'),
  requestId: z.string(),
  seats: z.object({ limit: z.int(), used: z.int() }),
  /** Who holds the seats: longest unseen first, at most 50. */
  holders: z.array(seatHolder),
})

/** `GET /api/seats`. */
export const seatReport = z.object({
  limit: z.int().nullable(),
  used: z.int(),
  disabled: z.int(),
  byRole: z.object({ admin: z.int(), user: z.int() }),
  peak: z.object({ used: z.int(), at: epochSeconds }).nullable(),
  /** One point a day, oldest first, 12 months at most: the highest use of that day (UTC). */
  trend: z.array(z.object({ day: epochSeconds, used: z.int(), limit: z.int().nullable() })),
  inactive: z.array(seatHolder),
})

export const sessionView = z.object({
  id: z.string(),
  createdAt: epochSeconds,
  expiresAt: epochSeconds,
  userAgent: z.string(),
  address: z.string(),
  current: z.boolean(),
})
export const sessionList = z.object({ sessions: z.array(sessionView) })
