import type { PolicyRules } from '@licet/api/control'
import { type Fact, FactList } from '@licet/ui'
import { type Translate, useText } from '../language/use-text.ts'

const hourSeconds = 3600
const daySeconds = 86_400

/** The rules of a license in sentences; those that mean nothing without a binding are left out. */
export function PolicyFacts({ rules }: { rules: PolicyRules }) {
  const { text } = useText()
  return <FactList facts={policyFacts(rules, text)} wide />
}

function policyFacts(rules: PolicyRules, text: Translate): Fact[] {
  const bound = rules.binding === 'machine'
  const fact = (id: string, label: string, value: string): Fact => ({ id, label, value })
  const always = [
    fact(
      'enforcement',
      text('policy.enforcement'),
      text(rules.enforcement === 'locked' ? 'policy.locked' : 'policy.soft'),
    ),
    fact('binding', text('policy.binding'), text(bound ? 'policy.bound' : 'policy.unbound')),
  ]
  if (!bound) return always
  return [
    ...always,
    fact(
      'machines',
      text('policy.machines'),
      typeof rules.machines === 'number'
        ? text('policy.machinesCount', { count: rules.machines })
        : text('policy.machinesUnlimited'),
    ),
    fact('match', text('policy.match'), matchWords(rules.match, text)),
    fact('transfer', text('policy.transfer'), transferWords(rules.transfer, text)),
    fact(
      'activation_grace',
      text('policy.activationGrace'),
      rules.activation_grace_seconds
        ? text('policy.graceDays', { count: Math.round(rules.activation_grace_seconds / daySeconds) })
        : text('policy.graceNone'),
    ),
    fact(
      'heartbeat',
      text('policy.heartbeat'),
      rules.heartbeat_seconds ? periodWords(rules.heartbeat_seconds, text) : text('policy.heartbeatNone'),
    ),
    fact(
      'grace',
      text('policy.grace'),
      rules.grace_seconds
        ? text('policy.leaseDays', { count: Math.round(rules.grace_seconds / daySeconds) })
        : text('policy.leaseNone'),
    ),
  ]
}

function matchWords(match: PolicyRules['match'], text: Translate): string {
  const atLeast = match?.at_least ?? 'all'
  const words = atLeast === 'all' ? text('policy.matchAll') : text('policy.matchSome', { count: atLeast })
  return match?.product_version ? `${words} ${text('policy.withVersion')}` : words
}

function transferWords(transfer: PolicyRules['transfer'], text: Translate): string {
  if (transfer === 'self') return text('policy.transferSelf')
  return text(transfer === 'none' ? 'policy.transferNone' : 'policy.transferStaff')
}

function periodWords(seconds: number, text: Translate): string {
  return seconds % daySeconds === 0
    ? text('policy.everyDays', { count: seconds / daySeconds })
    : text('policy.everyHours', { count: Math.max(1, Math.round(seconds / hourSeconds)) })
}
