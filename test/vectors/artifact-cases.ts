import { jws, type VectorKey } from './signing.ts'
import type { VectorCase, VectorKind } from './vector-file.ts'
import { day, entry, full, good, keys, now, rootJwk, seven, trustKeys } from './world.ts'

const { main, activation, root1, root2, root3, stranger } = keys
const fingerprint = { machine: 'sha256:aa', os: 'sha256:bb', cpu: 'sha256:cc', mac: 'sha256:dd' }
const lease = {
  iss: seven.iss,
  jti: 'act_1',
  sub: 'lic_0001',
  aud: 'ins_here',
  iat: now - day,
  exp: now + day,
  fingerprint,
}
const list = { iss: seven.iss, iat: now - day, sequence: 5, revoked: ['lic_0001'] }
const keyset = { iss: seven.iss, iat: now - day, sequence: 3, keys: trustKeys }

function sign(typ: string, payload: object, key: VectorKey): string {
  return jws({ alg: key.alg, kid: key.kid, typ }, payload, key)
}

function keysetBy(payload: object, ...signers: readonly VectorKey[]): string {
  return signers.map(key => sign('keyset+jwt', payload, key)).join('~')
}

function make(
  kind: VectorKind,
  row: string,
  name: string,
  token: string,
  expect: string,
  more: Partial<VectorCase> = {},
): VectorCase {
  return { name, row, kind, token, trust: 'default', expect, ...more }
}

const ofEachKind: Readonly<Record<string, string>> = {
  license: good,
  activation: sign('activation+jwt', lease, activation),
  revocations: sign('revocations+jwt', list, main),
  keyset: keysetBy(keyset, root1),
  request: sign('request+jwt', full, main),
  release: sign('release+jwt', full, main),
  receipt: sign('receipt+jwt', full, main),
}
const verifiers = ['license', 'activation', 'revocations', 'keyset'] as const

/** Row 44: every kind of token at every verifier but its own. */
const crossed = verifiers.flatMap(kind =>
  Object.entries(ofEachKind)
    .filter(([other]) => other !== kind)
    .map(([other, token]) =>
      make(
        kind,
        'A2.44',
        `rejects a token of type ${other} where ${kind} is expected`,
        token,
        'TOKEN_TYPE_WRONG',
        { trust: 'one_root' },
      ),
    ),
)

const activationCases = [
  make('activation', 'A2.44', 'accepts an activation', ofEachKind.activation as string, 'genuine'),
  make(
    'activation',
    'A4.77',
    'rejects an activation for another installation',
    ofEachKind.activation as string,
    'AUDIENCE_WRONG',
    { installationId: 'ins_other' },
  ),
  make(
    'activation',
    'A4.77',
    'accepts an activation for this installation',
    ofEachKind.activation as string,
    'genuine',
    { installationId: 'ins_here' },
  ),
  make(
    'activation',
    'A2.48',
    'rejects an activation signed with a license key',
    sign('activation+jwt', lease, main),
    'TOKEN_KEY_UNKNOWN',
  ),
  make(
    'activation',
    'A4.70',
    'rejects an activation from the future',
    sign('activation+jwt', { ...lease, iat: now + 2 * day, exp: now + 3 * day }, activation),
    'ISSUED_IN_FUTURE',
  ),
  ...Object.entries({
    jti: 1,
    sub: '',
    aud: ['a', 'b'],
    iat: '1',
    exp: lease.iat,
    fingerprint: { 'Not A Name': 'x' },
    directive: 'explode',
  }).map(([claim, value]) =>
    make(
      'activation',
      'A4',
      `rejects an activation with a wrong ${claim}`,
      sign('activation+jwt', { ...lease, [claim]: value }, activation),
      'CLAIMS_INVALID',
    ),
  ),
]

const revocationCases = [
  make(
    'revocations',
    'A6.108',
    'accepts a newer revocation list',
    ofEachKind.revocations as string,
    'genuine',
    { sequence: 4 },
  ),
  make(
    'revocations',
    'A6.108',
    'accepts a gap in the sequence',
    ofEachKind.revocations as string,
    'genuine',
    { sequence: 0 },
  ),
  make(
    'revocations',
    'A6.108',
    'accepts a revocation list signed with an activation key',
    sign('revocations+jwt', list, activation),
    'genuine',
  ),
  make(
    'revocations',
    'A6.108',
    'rejects a revocation list of the same sequence',
    ofEachKind.revocations as string,
    'SEQUENCE_ROLLBACK',
    { sequence: 5 },
  ),
  make(
    'revocations',
    'A6.108',
    'rejects an older revocation list',
    ofEachKind.revocations as string,
    'SEQUENCE_ROLLBACK',
    { sequence: 6 },
  ),
  make(
    'revocations',
    'A6.111',
    'rejects a sequence beyond what numbers can count',
    sign('revocations+jwt', { ...list, sequence: 2 ** 53 }, main),
    'CLAIMS_INVALID',
  ),
  make(
    'revocations',
    'A6.111',
    'rejects the list of a compromised key, whatever its sequence',
    sign('revocations+jwt', { ...list, sequence: 2 ** 53 - 1 }, keys.compromised),
    'TOKEN_KEY_COMPROMISED',
  ),
  make(
    'revocations',
    'A6',
    'rejects a revocation list that is no list',
    sign('revocations+jwt', { ...list, revoked: 'lic_0001' }, main),
    'CLAIMS_INVALID',
  ),
  make(
    'revocations',
    'A6',
    'rejects a revocation list of another issuer',
    sign('revocations+jwt', { ...list, iss: 'evil' }, main),
    'ISSUER_WRONG',
  ),
]

const olderCases = [
  make(
    'revocations',
    'A6.108',
    'rejects a revocation list below the floor of the build, on a store that has none',
    ofEachKind.revocations as string,
    'SEQUENCE_ROLLBACK',
    { trust: 'newer_build', sequence: 0 },
  ),
  make(
    'revocations',
    'A6.108',
    'accepts the revocation list that the build knows',
    sign('revocations+jwt', { ...list, sequence: 6 }, main),
    'genuine',
    { trust: 'newer_build', sequence: 0 },
  ),
  make(
    'keyset',
    'A6.108',
    'rejects the keyset that the build was made from',
    keysetBy(keyset, root1),
    'SEQUENCE_ROLLBACK',
    { trust: 'newer_build' },
  ),
  make(
    'keyset',
    'A6.108',
    'rejects a keyset older than the build',
    keysetBy({ ...keyset, sequence: 2 }, root1),
    'SEQUENCE_ROLLBACK',
    { trust: 'newer_build' },
  ),
  make(
    'keyset',
    'A6.108',
    'accepts a keyset newer than the build',
    keysetBy({ ...keyset, sequence: 4 }, root1),
    'genuine',
    { trust: 'newer_build' },
  ),
  make(
    'keyset',
    'A6.110',
    'rejects a keyset that names one public key twice',
    keysetBy({ ...keyset, keys: [entry(main), entry(main, { kid: 'k9', alg: 'EdDSA' })] }, root1),
    'TRUST_KEY_DUPLICATE',
    { trust: 'one_root' },
  ),
  make(
    'keyset',
    'A6.110',
    'rejects a keyset that makes a root key a signing key',
    keysetBy({ ...keyset, keys: [entry(root1)] }, root1),
    'TRUST_KEY_DUPLICATE',
    { trust: 'one_root' },
  ),
]

const newRoots = { threshold: 2, keys: [root2, root3].map(rootJwk) }
const keysetCases = [
  make('keyset', 'A6.110', 'accepts a keyset signed by the root key', keysetBy(keyset, root1), 'genuine', {
    trust: 'one_root',
  }),
  make(
    'keyset',
    'A6.110',
    'accepts a keyset signed by enough root keys',
    keysetBy(keyset, root1, root2),
    'genuine',
    { trust: 'two_of_three' },
  ),
  make(
    'keyset',
    'A6.110',
    'rejects a keyset signed by too few root keys',
    keysetBy(keyset, root1),
    'KEYSET_THRESHOLD',
    { trust: 'two_of_three' },
  ),
  make(
    'keyset',
    'A6.110',
    'counts a root key once, however often it signs',
    keysetBy(keyset, root1, root1),
    'KEYSET_THRESHOLD',
    { trust: 'two_of_three' },
  ),
  make(
    'keyset',
    'A6.110',
    'rejects a keyset signed by strangers only',
    keysetBy(keyset, stranger),
    'KEYSET_THRESHOLD',
    { trust: 'one_root' },
  ),
  make(
    'keyset',
    'A6.110',
    'ignores a stranger’s signature beside enough others',
    keysetBy(keyset, stranger, root1, root3),
    'genuine',
    { trust: 'two_of_three' },
  ),
  make(
    'keyset',
    'A6.110',
    'ignores a wrong signature beside enough others',
    `${keysetBy(keyset, root1, root3)}~${jws({ alg: 'Ed25519', kid: 'r2', typ: 'keyset+jwt' }, keyset, stranger)}`,
    'genuine',
    { trust: 'two_of_three' },
  ),
  make(
    'keyset',
    'A6.110',
    'rejects a keyset signed by a signing key',
    keysetBy(keyset, main),
    'KEYSET_THRESHOLD',
    { trust: 'one_root' },
  ),
  make(
    'keyset',
    'A6.110',
    'rejects signatures over different payloads',
    `${keysetBy(keyset, root1)}~${keysetBy({ ...keyset, sequence: 4 }, root2)}`,
    'TOKEN_MALFORMED',
    { trust: 'two_of_three' },
  ),
  make(
    'keyset',
    'A6.110',
    'accepts new root keys signed by the old and the new ones',
    keysetBy({ ...keyset, roots: newRoots }, root1, root2, root3),
    'genuine',
    { trust: 'one_root' },
  ),
  make(
    'keyset',
    'A6.110',
    'rejects new root keys that only the old ones signed',
    keysetBy({ ...keyset, roots: newRoots }, root1),
    'KEYSET_THRESHOLD',
    { trust: 'one_root' },
  ),
  make(
    'keyset',
    'A6.110',
    'rejects new root keys that only the new ones signed',
    keysetBy({ ...keyset, roots: newRoots }, root2, root3),
    'KEYSET_THRESHOLD',
    { trust: 'one_root' },
  ),
  make(
    'keyset',
    'A6.110',
    'rejects every keyset where no root key is known',
    keysetBy(keyset, root1),
    'KEYSET_NO_ROOTS',
    { trust: 'one_key' },
  ),
  make(
    'keyset',
    'A6.109',
    'accepts a newer keyset though it has expired',
    keysetBy({ ...keyset, exp: now - 1 }, root1),
    'genuine',
    { trust: 'one_root' },
  ),
  make(
    'keyset',
    'A6.108',
    'rejects the sequence that came with the build',
    keysetBy({ ...keyset, sequence: 0 }, root1),
    'CLAIMS_INVALID',
    { trust: 'one_root' },
  ),
  make(
    'keyset',
    'A6',
    'rejects a keyset of another issuer',
    keysetBy({ ...keyset, iss: 'evil' }, root1),
    'ISSUER_WRONG',
    { trust: 'one_root' },
  ),
  make(
    'keyset',
    'A6',
    'rejects a keyset from the future',
    keysetBy({ ...keyset, iat: now + 2 * day }, root1),
    'ISSUED_IN_FUTURE',
    { trust: 'one_root' },
  ),
  make(
    'keyset',
    'A6',
    'rejects a keyset with an unusable key',
    keysetBy({ ...keyset, keys: [entry(main, { alg: 'RS256' })] }, root1),
    'TRUST_KEY_INVALID',
    { trust: 'one_root' },
  ),
]

/** The kinds that are no license, each alone and at each other's door. */
export const artifactCases: readonly VectorCase[] = [
  ...activationCases,
  ...revocationCases,
  ...keysetCases,
  ...olderCases,
  ...crossed,
]
