import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Where a value comes from, before anything is made of it. */
export interface Variable {
  value: string
  source: 'environment' | 'file'
}

/**
 * Reads environment variables one by one, each also from the file named by `<NAME>_FILE`, and collects every fault
 * instead of stopping at the first. A variable that is set but empty counts as not set.
 */
export class Variables {
  /** Absolute folder that relative paths count from. */
  base: string
  readonly faults: string[] = []
  readonly report: { name: string; value: string; source: 'environment' | 'file' | 'default' }[] = []
  readonly #environment: Readonly<Record<string, string | undefined>>
  readonly #known = new Set<string>()

  constructor(environment: Readonly<Record<string, string | undefined>>, base: string) {
    this.#environment = environment
    this.base = base
  }

  text(name: string, fallback: string): string {
    const found = this.#read(name)
    this.#note(name, found?.value ?? fallback, found?.source)
    return found?.value ?? fallback
  }

  secret(name: string, lengthMin: number): string | null {
    const found = this.#read(name)
    this.#note(name, found === null ? '' : 'set', found?.source)
    if (found === null) return null
    if (found.value.length < lengthMin) this.faults.push(`${name} needs at least ${lengthMin} characters.`)
    if (/[^\x21-\x7e]/.test(found.value)) this.faults.push(`${name} may hold only visible ASCII characters.`)
    return found.value
  }

  /** A secret that people may choose: any characters, spaces between words included. */
  phrase(name: string, lengthMin: number): string | null {
    const found = this.#read(name)
    this.#note(name, found === null ? '' : 'set', found?.source)
    if (found !== null && found.value.length < lengthMin)
      this.faults.push(`${name} needs at least ${lengthMin} characters.`)
    return found?.value ?? null
  }

  integer(name: string, fallback: number, min: number, max: number): number {
    const text = this.text(name, String(fallback))
    const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    this.faults.push(`${name} must be a whole number from ${min} to ${max}.`)
    return fallback
  }

  flag(name: string): boolean {
    return this.choice(name, '0', ['0', '1']) === '1'
  }

  choice<const T extends string>(name: string, fallback: T, options: readonly T[]): T {
    const text = this.text(name, fallback)
    const found = options.find(option => option === text)
    if (found === undefined) this.faults.push(`${name} must be one of ${options.join(', ')}.`)
    return found ?? fallback
  }

  list(name: string): string[] {
    return this.text(name, '')
      .split(',')
      .map(part => part.trim())
      .filter(part => part !== '')
  }

  url(name: string): string | null {
    const text = this.text(name, '')
    if (text === '') return null
    const url = URL.canParse(text) ? new URL(text) : null
    const usable =
      url !== null &&
      /^https?:$/.test(url.protocol) &&
      url.username === '' &&
      url.password === '' &&
      url.hash === ''
    if (!usable) this.faults.push(`${name} must be an http or https address without a user name or password.`)
    return text.replace(/\/+$/, '')
  }

  /** An address that may hold secrets: only its host is noted. @param schemes - With their colons. */
  address(name: string, schemes: readonly string[]): URL | null {
    const found = this.#read(name)
    const url = found !== null && URL.canParse(found.value) ? new URL(found.value) : null
    this.#note(name, url?.host ?? (found === null ? '' : 'set'), found?.source)
    if (found === null || (url !== null && url.host !== '' && schemes.includes(url.protocol))) return url
    this.faults.push(
      `${name} must be an address that begins with ${schemes.map(s => `${s}//`).join(' or ')}.`,
    )
    return null
  }

  /** True when the variable or its file is given, whatever it holds. */
  isSet(name: string): boolean {
    return Boolean(this.#environment[name]) || Boolean(this.#environment[`${name}_FILE`])
  }

  /** A variable that is itself a path and has no `_FILE` variant. */
  path(name: string, base: string): string | null {
    this.#known.add(name)
    const value = this.#environment[name] ?? ''
    this.#note(name, value, value === '' ? undefined : 'environment')
    return value === '' ? null : resolve(base, value)
  }

  /** Like `text`, but a file is only named, not read. */
  unopened(name: string): Variable | null {
    const found = this.#locate(name)
    this.#note(name, found === null ? '' : 'set', found?.source)
    return found
  }

  /** Names that start with `prefix`, are set and were never asked for. */
  unread(prefix: string): string[] {
    return Object.keys(this.#environment).filter(name => name.startsWith(prefix) && !this.#known.has(name))
  }

  #read(name: string): Variable | null {
    const found = this.#locate(name)
    if (found === null || found.source === 'environment') return found
    try {
      return { value: readFileSync(resolve(this.base, found.value), 'utf8').trim(), source: 'file' }
    } catch (error) {
      this.faults.push(`${name}_FILE names a file that cannot be read (${errorCode(error)}).`)
      return null
    }
  }

  #locate(name: string): Variable | null {
    this.#known.add(name).add(`${name}_FILE`)
    const value = this.#environment[name] ?? ''
    const file = this.#environment[`${name}_FILE`] ?? ''
    if (value !== '' && file !== '') {
      this.faults.push(`${name} and ${name}_FILE are both set: use one of them.`)
      return null
    }
    if (file !== '') return { value: file, source: 'file' }
    return value === '' ? null : { value, source: 'environment' }
  }

  #note(name: string, value: string, source: 'environment' | 'file' | undefined): void {
    this.report.push({ name, value, source: source ?? 'default' })
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
}
