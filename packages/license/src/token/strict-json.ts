import { LicenseError } from '../errors.ts'
import { isJsonObject, type JsonObject } from '../json-object.ts'

/** How deep objects and arrays may be nested; the outermost object is the first level. */
const depthMax = 8

const reservedNames = new Set(['__proto__', 'constructor', 'prototype'])

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads UTF-8 bytes as one JSON object that every JSON reader in the world understands the same way.
 *
 * @throws {LicenseError} TOKEN_ENCODING_INVALID (UTF-8, byte order mark, half a surrogate pair), TOKEN_JSON_TOO_DEEP,
 *   TOKEN_JSON_INVALID, TOKEN_JSON_DUPLICATE (also when one of the two is spelled with escapes), TOKEN_JSON_UNSAFE
 * @see RFC 8259 sections 4 and 8; RFC 7519 section 4 (claim names are unique)
 */
export function parseStrictJson(bytes: Uint8Array): JsonObject {
  const text = decodeUtf8(bytes)
  const members = countMembers(text)
  const value = parseJson(text)
  if (!isJsonObject(value)) throw new LicenseError('TOKEN_JSON_INVALID')
  // The native reader keeps the last of two equal names, so fewer members than colons means a duplicate.
  if (assertPlain(value) !== members) throw new LicenseError('TOKEN_JSON_DUPLICATE')
  return value
}

function decodeUtf8(bytes: Uint8Array): string {
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch (cause) {
    throw new LicenseError('TOKEN_ENCODING_INVALID', undefined, { cause })
  }
  if (text.charCodeAt(0) === 0xfeff) throw new LicenseError('TOKEN_ENCODING_INVALID')
  return text
}

/** Counts the colons outside strings and refuses nesting beyond `depthMax`, before anything recursive runs. */
function countMembers(text: string): number {
  let members = 0
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === 0x5c) i++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x3a) members++
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > depthMax) throw new LicenseError('TOKEN_JSON_TOO_DEEP')
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  return members
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The reader's own message quotes the text, so it is not kept as a cause.
    throw new LicenseError('TOKEN_JSON_INVALID')
  }
}

/** Returns how many members the value holds, at every level. */
function assertPlain(value: unknown): number {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new LicenseError('TOKEN_ENCODING_INVALID')
    return 0
  }
  // 1e999 is valid JSON and reads as Infinity.
  if (value === Infinity || value === -Infinity) throw new LicenseError('TOKEN_JSON_INVALID')
  let members = 0
  if (Array.isArray(value)) for (const element of value) members += assertPlain(element)
  if (!isJsonObject(value)) return members
  for (const name of Object.keys(value)) {
    if (reservedNames.has(name)) throw new LicenseError('TOKEN_JSON_UNSAFE')
    if (!name.isWellFormed()) throw new LicenseError('TOKEN_ENCODING_INVALID')
    members += 1 + assertPlain(value[name])
  }
  return members
}
