import { createMachineUid } from '@licet/license'
import { describe, expect, test } from 'vitest'
import { examineKey } from '../src/pages/activate/examine-key.ts'
import { readyToSend } from '../src/pages/activate/ready-to-send.ts'
import { readRequest } from '../src/pages/offline/read-request.ts'

const installationId = 'ins_0123456789abcdef0123456789abcdef'
const uid = createMachineUid({ installationId, uid: 'uid:0123456789AB' })
const encode = (value: object) =>
  btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** Shaped as a token is; nobody signed it, and nobody here asks. */
function tokenOf(typ: string, claims: object): string {
  return `${encode({ alg: 'Ed25519', typ })}.${encode(claims)}.${'A'.repeat(86)}`
}

const claims = {
  jti: 'req_1',
  iss: installationId,
  iat: 1_800_000_000,
  exp: 1_801_209_600,
  license: 'lic_1',
  hostname: 'box-7',
  fingerprint: { machine: 'sha256:1', uid: 'uid:0123456789AB' },
}

describe('what a text on the desk is', () => {
  test('a request is recognised, also out of a mail, with what helps to recognise the machine', () => {
    const token = tokenOf('request+jwt', claims)
    for (const text of [token, `  ${token}\n`, token.replace(/(.{64})/g, '$1\n'), `> ${token}`]) {
      expect(readRequest(text)).toEqual({
        is: 'request',
        token,
        facts: {
          installationId,
          hostname: 'box-7',
          productVersion: null,
          licenseId: 'lic_1',
          issuedAt: 1_800_000_000,
          expiresAt: 1_801_209_600,
          components: ['machine', 'uid'],
        },
      })
    }
  })
  test('a release is told from a request', () => {
    expect(readRequest(tokenOf('release+jwt', claims)).is).toBe('release')
  })
  test('signed text of another kind is named as such', () => {
    expect(readRequest(tokenOf('license+jwt', claims))).toEqual({ is: 'other', kind: 'license' })
  })
  test('a UID is found in the sentence around it', () => {
    expect(readRequest(`My machine UID is ${uid}.`)).toMatchObject({
      is: 'uid',
      examination: { verdict: 'good', installationId },
    })
  })
  test('a cut token is unreadable and never thrown', () => {
    expect(readRequest(tokenOf('request+jwt', claims).slice(0, 60)).is).toBe('unreadable')
    expect(readRequest('{"artifacts": 7').is).toBe('unreadable')
  })
})

describe('what the public page sends', () => {
  const key = examineKey('nothing')
  test('nothing, as long as the key or the machine is not whole', () => {
    expect(readyToSend(key, readRequest(uid))).toBeNull()
    expect(readyToSend({ is: 'good', key: 'K' }, readRequest(''))).toBeNull()
    expect(readyToSend({ is: 'good', key: 'K' }, readRequest(uid.slice(0, -1)))).toBeNull()
    expect(readyToSend({ is: 'good', key: 'K' }, readRequest(tokenOf('release+jwt', claims)))).toBeNull()
  })
  test('the UID in its one spelling, or the bare request', () => {
    expect(readyToSend({ is: 'good', key: 'K' }, readRequest(uid.toLowerCase()))).toEqual({
      key: 'K',
      machineUid: uid,
    })
    const token = tokenOf('request+jwt', claims)
    expect(readyToSend({ is: 'good', key: 'K' }, readRequest(` ${token} `))).toEqual({
      key: 'K',
      request: token,
    })
  })
})
