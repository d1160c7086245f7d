import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { repositoryRoot } from '../../support/built.ts'
import type { SigningKey } from '../../support/signing-key.ts'
import { base64url, type Json, sevenClaims, signParts, signToken } from '../../support/token.ts'

/** A text that must be refused, and what it is. */
export interface HostileInput {
  name: string
  text: string
}

const mebibyte = 1_048_576

/** Texts as large as they may be and still be looked at, shaped to cost whoever reads them as much as possible. */
export function listCostlyInputs(key: SigningKey): HostileInput[] {
  const token = signToken(key, sevenClaims(), { kid: key.kid })
  const header = JSON.stringify({ alg: key.alg, kid: key.kid })
  const forged = (payload: string): string =>
    `${signParts(key, header, payload).slice(0, -86)}${'A'.repeat(86)}`
  const fill = (unit: string, length: number): string => unit.repeat(Math.floor(length / unit.length))
  const shapes: Record<string, (length: number) => string> = {
    'one letter': length => fill('A', length),
    dots: length => fill('.', length),
    'beginnings of tokens': length => fill('eyJhbGciOiJFZDI1NTE5 ', length),
    'many tokens': length => fill(`${token}\n`, length),
    'a token letter by letter': length => fill(`${token.split('').join(' ')} `, length),
    'white space around a letter': length => `${fill(' ', length / 2)}A${fill(' ', length / 2 - 2)}`,
    'quotation marks': length => fill('"', length),
    'mail quoting': length => fill('> > >\n', length),
    'zero-width characters': length => fill('\u200b', length),
    'soft line breaks': length => fill('A=\r\n', length),
    'BEGIN lines': length => fill('-----BEGIN LICENSE-----\n', length),
    'BEGIN lines that never end': length => fill(`-----BEGIN ${'A '.repeat(32)}`, length),
    'arrays in arrays': length => fill('[', length),
    'JSON of many names': length => `{${fill('"a":1,', length - 10)}"b":1}`,
    'a bundle of nothing': length => `{"artifacts":[${fill('"",', length - 32)}""]}`,
    'a forged payload of arrays': length => forged(`{"a":${fill('[', (length - 300) * 0.7)}}`),
    'a forged payload of names': length => forged(`{${fill('"aa":1,', (length - 300) * 0.7)}"b":1}`),
    'a forged payload of escapes': length => forged(`{"a":"${fill('\\u00e9', (length - 300) * 0.7)}"}`),
    'a signed payload of numbers': length =>
      signParts(key, header, `{"a":[${fill('1,', (length - 300) * 0.7)}1]}`),
  }
  return [8_192, mebibyte].flatMap(length =>
    Object.entries(shapes).map(([name, shape]) => ({
      name: `${name}, ${length} bytes`,
      text: shape(length),
    })),
  )
}

/** Texts beyond any limit: 1, 10 and 100 MB. */
export function listOversizeInputs(): HostileInput[] {
  const token = `eyJhbGciOiJFZDI1NTE5In0.${'A'.repeat(86)}.${'A'.repeat(86)} `
  return [1, 10, 100].flatMap(megabytes => {
    const length = megabytes * mebibyte + 1
    return [
      { name: `${megabytes} MB of one letter`, text: 'A'.repeat(length) },
      { name: `${megabytes} MB of tokens`, text: token.repeat(Math.ceil(length / token.length)) },
      { name: `${megabytes} MB of white space`, text: ' '.repeat(length) },
    ]
  })
}

/** Every text in the vector files, whoever is meant to read it. */
export function listVectorInputs(): HostileInput[] {
  const folder = `${repositoryRoot}test/vectors/`
  if (!existsSync(folder)) return []
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.json'),
  )
  return files.flatMap(file => {
    const texts = new Set(stringsIn(JSON.parse(readFileSync(folder + file, 'utf8'))))
    return [...texts].map((text, at) => ({ name: `${file} ${at}`, text }))
  })
}

/** The keys that most vectors are to be checked with, so that their tokens get as far as they can. */
export function loadVectorKeys(): Json[] {
  const path = `${repositoryRoot}test/vectors/license.json`
  if (!existsSync(path)) return []
  const { trusts } = JSON.parse(readFileSync(path, 'utf8')) as { trusts: { default: { keys: Json[] } } }
  return trusts.default.keys
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

/** Every cut of a license at one of 64 places, and every change of one of its characters at those places. */
export function listMutants(key: SigningKey): HostileInput[] {
  const token = signToken(key, sevenClaims(), { kid: key.kid })
  return Array.from({ length: 64 }, (_, step) => Math.floor((step * token.length) / 64)).flatMap(at => [
    { name: `cut at ${at}`, text: token.slice(0, at) },
    {
      name: `changed at ${at}`,
      text: `${token.slice(0, at)}${token[at] === '_' ? '-' : '_'}${token.slice(at + 1)}`,
    },
    { name: `doubled at ${at}`, text: token.slice(0, at) + base64url('x') + token.slice(at) },
  ])
}
