import type { LicenseDetail } from '@licet/api/control'
import { formatDay, type Language } from '@licet/ui'
import { mailEnglish } from './mail-english.ts'
import { mailGerman } from './mail-german.ts'

/** A license as it is handed over. */
export interface MailFacts {
  license: Pick<
    LicenseDetail,
    'id' | 'customer' | 'tier' | 'seats' | 'products' | 'startsAt' | 'expiresAt' | 'termMonths' | 'policy'
  >
  /** The short key; null where there is none. */
  key: string | null
  /** The signed text; null until the first activation makes it. */
  token: string | null
  /** Of the control plane, `https://host`: where a machine is activated by hand. */
  origin: string
}

/** The words of one language; each takes what it speaks of. */
export interface MailWords {
  subject: (products: string) => string
  greeting: string
  facts: {
    customer: string
    products: string
    tier: string
    seats: string
    from: string
    until: string
    months: (count: number) => string
    id: string
    key: string
  }
  online: (key: string) => string[]
  byHand: (page: string) => string[]
  unbound: (file: string) => string[]
  signed: string
  close: string[]
}

const words: Readonly<Record<Language, MailWords>> = { en: mailEnglish, de: mailGerman }

/** A letter to the customer, ready to be sent: what the license is, and how it is activated, online and by hand. */
export function mailText(facts: MailFacts, language: Language): { subject: string; body: string } {
  const { license, key, token, origin } = facts
  const say = words[language]
  const isBound = license.policy.binding === 'machine'
  const paragraphs = [
    [say.greeting],
    factLines(facts, say, language),
    ...(isBound && key !== null ? [say.online(key), say.byHand(`${origin}/activate`)] : []),
    ...(!isBound || key === null ? [say.unbound(`${license.id}.lic`)] : []),
    ...(token !== null && (!isBound || key === null) ? [[say.signed, token]] : []),
    say.close,
  ]
  return {
    subject: say.subject(license.products.join(', ')),
    body: paragraphs.map(lines => lines.join('\n')).join('\n\n'),
  }
}

function factLines({ license, key }: MailFacts, { facts }: MailWords, language: Language): string[] {
  const { startsAt, expiresAt, termMonths } = license
  const day = (at: number): string => `${formatDay(at, language)} (UTC)`
  const rows: [string, string][] = [
    [facts.customer, license.customer.name],
    [facts.products, license.products.join(', ')],
    [facts.tier, license.tier],
    [facts.seats, String(license.seats)],
    ...(startsAt === null ? [] : [[facts.from, day(startsAt)] as [string, string]]),
    [facts.until, expiresAt === null ? facts.months(termMonths ?? 0) : day(expiresAt)],
    [facts.id, license.id],
    ...(key === null ? [] : [[facts.key, key] as [string, string]]),
  ]
  return rows.map(([label, value]) => `  ${label}: ${value}`)
}
