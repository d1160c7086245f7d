declare const __LICET_VERSION__: string
declare const __LICET_TRUST__: unknown
declare const __LICET_SCHEMA__: string

/** The version this program was built as; `development` when run from its sources. */
export const version: string = typeof __LICET_VERSION__ === 'string' ? __LICET_VERSION__ : 'development'

/** `keys/trust.json` as it was when this program was built; from sources: no keys at all. */
export const builtInTrust: unknown =
  typeof __LICET_TRUST__ === 'object' ? __LICET_TRUST__ : { issuer: 'aidoo.biz', keys: [] }

/** The digest of the schema that the migrations of this build make; null from sources. */
export const builtInSchema: string | null = typeof __LICET_SCHEMA__ === 'string' ? __LICET_SCHEMA__ : null
