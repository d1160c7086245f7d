import { assert, nat, property, string, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createLogger,
  createServiceKey,
  hashPassword,
  hashSecret,
  isSameSecret,
  verifyPassword,
} from '../src/index.ts'

const cheap = { n: 1024, r: 8, p: 1 }

describe('the hash of a password', () => {
  test('is never accepted against a text that is no hash', async () => {
    for (const stored of ['', 'plain', 'scrypt$1024$8$1$', 'bcrypt$1$2$3$4$5']) {
      expect(await verifyPassword('anything at all', stored)).toBe(false)
    }
  })

  test.each([
    'scrypt$1048576$64$1$c2FsdA$aGFzaA',
    'scrypt$32768$8$1000000$c2FsdA$aGFzaA',
    'scrypt$32769$8$3$c2FsdA$aGFzaA',
    'scrypt$many$8$3$c2FsdA$aGFzaA',
    'scrypt$1024$-8$1$c2FsdA$aGFzaA',
  ])('is never computed where a stored text asks for more than ours cost: %s', async stored => {
    expect(await verifyPassword('anything at all', stored)).toBe(false)
  })

  test('hashes twice to two different texts that hold no part of it', async () => {
    const [a, b] = await Promise.all([
      hashPassword('tidal quartz', cheap),
      hashPassword('tidal quartz', cheap),
    ])
    expect(a).not.toBe(b)
    expect(a).toMatch(/^scrypt\$1024\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
  })
})

describe('a service key', () => {
  test('has 256 random bits behind a visible id, and only its hash recognises it', () => {
    const { id, key, prefix, hash } = createServiceKey()
    expect(key).toMatch(/^lsk_[0-9a-z]{12}_[\w-]{43}$/)
    expect(key.startsWith(`${prefix}_`)).toBe(true)
    expect(prefix).toBe(id.replace('key_', 'lsk_'))
    expect(hash).toBe(hashSecret(key))
    expect(isSameSecret(key, { hash })).toBe(true)
  })

  test('is recognised in no other spelling', () => {
    const { key, hash } = createServiceKey()
    const edits = tuple(nat(key.length), string({ minLength: 0, maxLength: 3 }))
    assert(
      property(edits, ([at, text]) => {
        const edited = key.slice(0, at) + text + key.slice(at + 1)
        return edited === key || !isSameSecret(edited, { hash })
      }),
    )
    for (const other of ['', key.toUpperCase(), `${key} `, `${key}x`, key.slice(0, 16)]) {
      expect(isSameSecret(other, { hash })).toBe(false)
    }
  })
})

test('the log holds no secret, whatever it is called and however deep it lies', () => {
  const lines: string[] = []
  const log = createLogger({
    level: 'debug',
    name: 'x',
    destination: { write: line => void lines.push(line) },
  })
  const canary = 'canary-0123456789abcdef0123456789'
  for (const name of [
    'token',
    'key',
    'password',
    'secret',
    'authorization',
    'cookie',
    'recoveryCodes',
    'uri',
  ]) {
    log.info({ [name]: canary, a: { [name]: canary, b: { [name]: canary } } }, 'event')
  }
  log.error(
    { err: new Error(`bad token ${canary}.payload.signature`, { cause: new Error(canary) }) },
    'failed',
  )
  expect(lines).toHaveLength(9)
  expect(lines.join('')).not.toContain(canary)
})

test('one event is one line of the log, whatever is in it', () => {
  const lines: string[] = []
  const log = createLogger({
    level: 'info',
    name: 'x',
    destination: { write: line => void lines.push(line) },
  })
  log.info({ customer: 'Evil\r\n{"level":60,"msg":"forged"}\u001b[31m' }, 'line\nbreak')
  expect(lines).toHaveLength(1)
  for (const raw of ['\n', '\r', '\u001b']) expect(lines[0]?.trimEnd()).not.toContain(raw)
})
