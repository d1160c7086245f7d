import type { Diagnostic } from '../hub/shapes.ts'

/** Where the words of a self-check lie in a language that the Hub does not speak; the Hub's own stay the fallback. */
export interface DiagnosticKeys {
  message: string
  remedy: string
  value: string
  /** `apartSeconds`: how far the two are apart. */
  numbers: { first?: string; second?: string; apartSeconds: number }
}

const outboundNames: Readonly<Record<string, string>> = {
  'no outbound connections': 'none',
  'configured: a control plane': 'control',
  'configured: receivers of notifications': 'receivers',
  'configured: a control plane, receivers of notifications': 'both',
}

/** Finds the words of a self-check by its id, its outcome and what it measured, never by its English sentence. */
export function diagnosticKeys(check: Diagnostic): DiagnosticKeys {
  const [first, second] = check.value.match(/\d+(\.\d+)*/g) ?? []
  return {
    ...faultKeys(check, Number(first), Number(second)),
    value: valueKey(check),
    numbers: {
      ...(first && { first }),
      ...(second && { second }),
      apartSeconds: Math.abs(Number(first ?? 0) - Number(second ?? 0)),
    },
  }
}

function faultKeys({ id, value, outcome }: Diagnostic, first: number, second: number) {
  if (id === 'license' && outcome === 'failed')
    return { message: `errors.${value}`, remedy: 'configuredLicenseRemedy' }
  if (id === 'license') return { message: `stateMeaning.${value}`, remedy: `stateRemedy.${value}` }
  const name =
    id === 'clock'
      ? first === second
        ? 'clock_jumped'
        : first < second
          ? 'clock_behind'
          : 'clock_ahead'
      : id === 'database'
        ? value === 'altered'
          ? 'database_altered'
          : id
        : id === 'permissions'
          ? `permissions_${value.replace('-', '_')}`
          : id
  return { message: `diagnosticFaults.${name}.message`, remedy: `diagnosticFaults.${name}.remedy` }
}

function valueKey({ id, value, outcome }: Diagnostic): string {
  switch (id) {
    case 'license':
      return outcome === 'failed' ? '' : `state.${value}`
    case 'evaluation':
    case 'permissions':
      return `diagnosticValues.${id}.${value}`
    case 'database':
      return `diagnosticValues.${outcome === 'ok' ? 'database' : `database_${value}`}`
    case 'audit':
      return `diagnosticValues.${outcome === 'ok' ? 'audit' : 'audit_broken'}`
    case 'proxy':
      return outcome === 'ok' ? 'diagnosticValues.proxy' : ''
    case 'network':
      return `diagnosticValues.network.${outboundNames[value] ?? ''}`
    default:
      // Of what is unencrypted the value is a variable, the same in every language.
      return id.startsWith('transport_') ? '' : `diagnosticValues.${id}`
  }
}
