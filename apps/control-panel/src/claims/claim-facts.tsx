import { CopyableId, type Fact, FactList, Moment } from '@licet/ui'
import type { ReactNode } from 'react'
import { type Translate, useText } from '../language/use-text.ts'

/** Claims of a license token as they are signed. */
export type Claims = Readonly<Record<string, unknown>>

/** In the order in which people ask; `policy` is told apart, in sentences. */
export const claimNames = [
  'customer',
  'tier',
  'seats',
  'products',
  'features',
  'nbf',
  'exp',
  'warn_days',
  'aud',
  'iat',
  'rev',
  'jti',
  'sub',
  'iss',
] as const

export interface ClaimFactsProps {
  claims: Claims
  /** Not signed yet: ids and times are set by signing. */
  isDraft?: boolean
}

/** What a license token says, claim by claim, with the name of each in the token. */
export function ClaimFacts({ claims, isDraft = false }: ClaimFactsProps) {
  const { text } = useText()
  const further = Object.keys(claims).filter(
    name => name !== 'policy' && !claimNames.some(known => known === name),
  )
  const facts: Fact[] = [
    ...claimNames.map(name => ({
      id: name,
      label: text(`claim.${name}`),
      term: name,
      value:
        isDraft && setBySigning(name, claims[name])
          ? text('claim.setBySigning')
          : claimValue(name, claims[name], text),
    })),
    ...further.map(name => ({
      id: name,
      label: text('claim.other'),
      term: name,
      value: JSON.stringify(claims[name]),
    })),
  ].filter(fact => fact.value !== null)
  return <FactList facts={facts} wide />
}

/** The customer's id too, where the customer is new. */
function setBySigning(name: string, value: unknown): boolean {
  return name === 'jti' || name === 'iat' || (name === 'sub' && value === 'cus_new')
}

function claimValue(name: (typeof claimNames)[number], value: unknown, text: Translate): ReactNode {
  switch (name) {
    case 'exp':
      return typeof value === 'number' ? <Moment at={value} show="utc" /> : text('claim.atActivation')
    case 'nbf':
    case 'iat':
      return typeof value === 'number' ? <Moment at={value} show="utc" /> : null
    case 'jti':
    case 'sub':
      return typeof value === 'string' ? (
        <CopyableId value={value} label={text(`claim.${name}`)} kept={26} />
      ) : null
    case 'products':
      return Array.isArray(value) ? value.join(', ') : null
    case 'aud':
      return Array.isArray(value) && value.length > 0 ? value.join(', ') : text('claim.anyInstallation')
    case 'features':
      return featureWords(value)
    case 'warn_days':
      return typeof value === 'number' ? text('claim.days', { count: value }) : null
    case 'customer':
    case 'tier':
    case 'seats':
    case 'rev':
    case 'iss':
      break
  }
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

function featureWords(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return null
  return Object.entries(value)
    .map(([name, of]) => (of === true ? name : `${name}: ${String(of)}`))
    .join(', ')
}
