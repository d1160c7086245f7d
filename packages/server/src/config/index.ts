export { ConfigInvalid } from './config-invalid.ts'
export { StartRefused } from './start-refused.ts'
export { isInClear, listeningWarnings, type TransportWarning } from './transport-warnings.ts'
export { type Variable, Variables } from './variables.ts'
