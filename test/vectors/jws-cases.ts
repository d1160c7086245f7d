import { jws, withSignature } from './signing.ts'
import type { VectorCase } from './vector-file.ts'
import { full, headerOf, keys } from './world.ts'

const { main, es256, stranger } = keys

function bare(header: object, payload: string | Uint8Array): string {
  return jws(header, payload, main)
}

const rfc8037 =
  'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg'
const rfc7515 =
  'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q'

const accepted: readonly (readonly [string, string, string])[] = [
  ['the example of RFC 8037, appendix A.4', rfc8037, 'jws_rfc8037'],
  ['the example of RFC 7515, appendix A.3', rfc7515, 'jws_rfc7515'],
  ['any signed bytes', bare({ alg: 'Ed25519', typ: 'x' }, Buffer.from([0, 255, 10])), 'one_key'],
  ['an empty payload', bare({ alg: 'Ed25519' }, ''), 'one_key'],
  ['a payload beyond the limit of a license', bare({ alg: 'Ed25519' }, 'x'.repeat(9000)), 'one_key'],
  ['a key that has no name', bare({ alg: 'Ed25519', kid: 'k1' }, 'x'), 'jws_nameless'],
  ['a name that is an address', bare({ alg: 'Ed25519', kid: 'did:example:a#1' }, 'x'), 'jws_address'],
]

const rejected: readonly (readonly [string, string, string, string, string])[] = [
  ['A2.45', 'an unknown key id', jws(headerOf(stranger), full, stranger), 'one_key', 'TOKEN_KEY_UNKNOWN'],
  ['A2.33', 'another algorithm', jws({ alg: 'ES256' }, full, es256), 'one_key', 'TOKEN_ALG_INVALID'],
  [
    'A2.46',
    'a path as key id, even from a key without name',
    bare({ alg: 'Ed25519', kid: '../../etc/passwd' }, 'x'),
    'jws_nameless',
    'TOKEN_KEY_UNKNOWN',
  ],
  ['A2.32', 'EdDSA for a key of Ed25519', rfc8037, 'jws_nameless', 'TOKEN_ALG_INVALID'],
  ['A1.2', 'a payload cut away', rfc7515.replace(/\..*\./, '..'), 'jws_rfc7515', 'TOKEN_SIGNATURE_INVALID'],
  [
    'A3.49',
    'a signature of nothing but zeros',
    withSignature(rfc7515, new Uint8Array(64)),
    'jws_rfc7515',
    'TOKEN_SIGNATURE_INVALID',
  ],
  ['A2.47', 'a private key', rfc8037, 'jws_private', 'TRUST_KEY_INVALID'],
]

/** The JWS layer alone: any payload and type, the same header rules. Published examples are taken as published. */
export const jwsCases: readonly VectorCase[] = [
  ...accepted.map(([what, token, trust]) => ({
    name: `accepts ${what} at the JWS layer`,
    row: 'A1',
    kind: 'jws' as const,
    token,
    trust,
    expect: 'genuine',
  })),
  ...rejected.map(([row, what, token, trust, expect]) => ({
    name: `rejects ${what} at the JWS layer`,
    row,
    kind: 'jws' as const,
    token,
    trust,
    expect,
  })),
]

const rfc8037Jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }

/** The keys of {@link jwsCases}: lists for the JWS layer, no trust files. */
export const jwsTrusts: Readonly<Record<string, unknown>> = {
  jws_rfc8037: { keys: [{ alg: 'EdDSA', jwk: { ...rfc8037Jwk, use: 'sig', kid: 'any' } }] },
  jws_rfc7515: {
    keys: [
      {
        alg: 'ES256',
        jwk: {
          kty: 'EC',
          crv: 'P-256',
          x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
          y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
        },
      },
    ],
  },
  jws_nameless: { keys: [{ alg: 'Ed25519', jwk: main.jwk }] },
  jws_address: { keys: [{ kid: 'did:example:a#1', alg: 'Ed25519', jwk: main.jwk }] },
  jws_private: { keys: [{ alg: 'EdDSA', jwk: { ...rfc8037Jwk, d: 'AAAA' } }] },
}
