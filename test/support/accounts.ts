import { createSecret, type Hub } from './hub.ts'

export interface Account {
  name: string
  email: string
  password: string
  role: 'admin' | 'user'
}

let made = 0

/** A new account's data; nothing is created. */
export function createAccount(changes: Partial<Account> = {}): Account {
  made += 1
  return {
    name: `Person ${made}`,
    email: `person-${made}@example.test`,
    password: createSecret(),
    role: 'user',
    ...changes,
  }
}

/** Creates the first administrator with the set-up token; returns the account and its session token. */
export async function setUp(hub: Hub): Promise<Account & { id: string; token: string }> {
  const { role, ...account } = createAccount({ name: 'Ada Admin', role: 'admin' })
  const answer = await hub.anonymous.post('/api/setup', { token: hub.setupToken, ...account })
  if (answer.status !== 201) throw new Error(`set-up answered ${answer.status}: ${answer.text}`)
  return { ...account, role, id: answer.body.user.id, token: answer.body.token }
}

/** Creates an account as the administrator; returns it with its id. */
export async function addAccount(
  hub: Hub,
  changes: Partial<Account> = {},
): Promise<Account & { id: string }> {
  const account = createAccount(changes)
  const answer = await hub.admin.post('/api/users', account)
  if (answer.status !== 201) throw new Error(`creating an account answered ${answer.status}: ${answer.text}`)
  return { ...account, id: answer.body.id }
}

/** Signs in and returns the session token. */
export async function signIn(hub: Hub, account: Pick<Account, 'email' | 'password'>): Promise<string> {
  const { email, password } = account
  const answer = await hub.anonymous.post('/api/session', { email, password })
  if (answer.status !== 200) throw new Error(`signing in answered ${answer.status}: ${answer.text}`)
  return answer.body.token
}
