export { appCode } from './app-code.ts'
export { type Auth, openAuth } from './auth.ts'
export type { AuthEngine, AuthStore } from './auth-engine.ts'
export {
  type Client,
  isSessionOver,
  type LiveSession,
  type SignedIn,
  sessionSeconds,
} from './live-session.ts'
