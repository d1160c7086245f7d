import { createHash } from 'node:crypto'
import { createVectorKey, jws } from './signing.ts'
import type { VectorCase, VectorKind } from './vector-file.ts'
import { day, now } from './world.ts'

const key = createVectorKey('i1')
const stranger = createVectorKey('i1')
const jwk = { ...key.jwk, kid: 'i1' }
const thumbprint = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${String(key.jwk.x)}"}`)
const iss = `ins_${thumbprint.digest('hex').slice(0, 32)}`
const id = '00112233445566778899aabbccddeeff'
const hash = `sha256:${'ab'.repeat(32)}`
const uid = 'uid:0123456789AB'
const header = { alg: 'Ed25519', kid: 'i1', typ: 'request+jwt' }
const request = {
  jti: `req_${id}`,
  iss,
  iat: now - day,
  exp: now + 13 * day,
  action: 'activate',
  jwk,
  fingerprint: { machine: hash, uid },
  uid,
  counter: 0,
  previous: '',
}
const release = { jti: `rel_${id}`, iss, iat: now, license: 'lic_1', activation: 'act_1', jwk, counter: 1 }
const releaseHeader = { ...header, typ: 'release+jwt' }

// Written down, not computed: another implementation has to come to the same symbols.
const shortKey = 'ARGENT-07EN-W3AH-RZ6D-MV27'
const machineUid = '7ZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZABCD-EFGHJ-KMNDN'

function make(kind: VectorKind, name: string, token: string, expect: string): VectorCase {
  return { name, row: 'A5.94', kind, token, trust: 'default', expect }
}

const asks = (change: object, typed: object = header): string => jws(typed, { ...request, ...change }, key)

/** What installations send: requests, releases, and the codes that people type. Row 95 is the typed ones. */
export const requestCases: VectorCase[] = [
  make('request', 'accepts the request of an installation', asks({}), 'genuine'),
  make(
    'request',
    'accepts a request without a key id in its header',
    asks({}, { ...header, kid: undefined }),
    'genuine',
  ),
  make(
    'request',
    'rejects a request in the second it expires',
    asks({ iat: now - 14 * day, exp: now }),
    'REQUEST_EXPIRED',
  ),
  make(
    'request',
    'rejects a request that would be good for longer',
    asks({ exp: now + 14 * day }),
    'CLAIMS_INVALID',
  ),
  make(
    'request',
    'rejects a request from the day after tomorrow',
    asks({ iat: now + 2 * day, exp: now + 3 * day }),
    'ISSUED_IN_FUTURE',
  ),
  make(
    'request',
    'rejects a request signed by another key',
    jws(header, request, stranger),
    'TOKEN_SIGNATURE_INVALID',
  ),
  make(
    'request',
    'rejects a request in the name of another installation',
    jws(header, { ...request, jwk: { ...stranger.jwk, kid: 'i1' } }, stranger),
    'CLAIMS_INVALID',
  ),
  make(
    'request',
    'rejects a request with a key of low order',
    asks({ jwk: { ...jwk, x: 'A'.repeat(43) } }),
    'CLAIMS_INVALID',
  ),
  make(
    'request',
    'rejects a request that names another key',
    asks({}, { ...header, kid: 'i2' }),
    'TOKEN_KEY_UNKNOWN',
  ),
  make(
    'request',
    'rejects a request under another algorithm',
    asks({}, { ...header, alg: 'EdDSA' }),
    'TOKEN_ALG_INVALID',
  ),
  make(
    'request',
    'rejects a release where a request is expected',
    jws(releaseHeader, release, key),
    'TOKEN_TYPE_WRONG',
  ),
  make('request', 'rejects a request with a negative counter', asks({ counter: -1 }), 'CLAIMS_INVALID'),
  make('release', 'accepts the release of an activation', jws(releaseHeader, release, key), 'genuine'),
  make('release', 'rejects a request where a release is expected', asks({}), 'TOKEN_TYPE_WRONG'),
  make(
    'release',
    'rejects a release signed by another key',
    jws(releaseHeader, release, stranger),
    'TOKEN_SIGNATURE_INVALID',
  ),
  make(
    'release',
    'rejects a release of nothing',
    jws(releaseHeader, { ...release, activation: '' }, key),
    'CLAIMS_INVALID',
  ),
  ...[
    make('short_key', 'accepts a short key', shortKey, 'genuine'),
    make(
      'short_key',
      'accepts a short key in lower case with spaces',
      'argent 07en w3ah rz6d mv27',
      'genuine',
    ),
    make('short_key', 'accepts a short key with letters for digits', 'ARGENT-O7EN-W3AH-RZ6D-MV27', 'genuine'),
    make(
      'short_key',
      'rejects a short key with a symbol replaced',
      'ARGENT-07EN-W3AH-RZ6D-MV28',
      'SHORT_KEY_MISTYPED',
    ),
    make(
      'short_key',
      'rejects a short key with two symbols exchanged',
      'ARGENT-07EN-3WAH-RZ6D-MV27',
      'SHORT_KEY_MISTYPED',
    ),
    make(
      'short_key',
      'rejects a short key with another prefix',
      'ARGENU-07EN-W3AH-RZ6D-MV27',
      'SHORT_KEY_MISTYPED',
    ),
    make(
      'short_key',
      'rejects a short key with a symbol missing',
      'ARGENT-07EN-W3AH-RZ6D-MV2',
      'SHORT_KEY_MISTYPED',
    ),
    make('machine_uid', 'accepts a machine UID', machineUid, 'genuine'),
    make(
      'machine_uid',
      'accepts a machine UID without hyphens in lower case',
      machineUid.replaceAll('-', '').toLowerCase(),
      'genuine',
    ),
    make(
      'machine_uid',
      'rejects a machine UID with a symbol replaced',
      machineUid.replace('EFGHJ', 'EFGHK'),
      'MACHINE_UID_MISTYPED',
    ),
    make(
      'machine_uid',
      'rejects a machine UID with two symbols exchanged',
      machineUid.replace('EFGHJ', 'EFHGJ'),
      'MACHINE_UID_MISTYPED',
    ),
    make(
      'machine_uid',
      'rejects a machine UID with a group missing',
      machineUid.slice(6),
      'MACHINE_UID_MISTYPED',
    ),
  ].map(typed => ({ ...typed, row: 'A5.95' })),
]
