export { ConfigInvalid } from './config-invalid.ts'
export { StartRefused } from './start-refused.ts'
export { type Variable, Variables } from './variables.ts'
