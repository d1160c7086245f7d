/** What a start needs once the configuration is known: loaded then, so that its compiled form is found in the data directory. */
export { createLogger, ListenError, listen, passwordTurns, untilStopping } from '@licet/server'
export { openHub } from './open-hub.ts'
