/** What a member of the staff may do beyond reading. */
export type Permission =
  | 'read'
  | 'license.issue'
  | 'license.revoke'
  | 'signing.manage'
  | 'settings.manage'
  | 'team.manage'

/** What a member of the staff is; it decides what they may do. */
export type StaffRole = 'onboarding' | 'support' | 'super_admin' | 'auditor'

/** `GET /v1/about`: what anybody may know before signing in. */
export interface About {
  version: string
  evaluation: boolean
  setupRequired: boolean
}

/** `GET /v1/session`: who am I, and what may I do. Times in epoch seconds. */
export interface Session {
  user: {
    id: string
    name: string
    email: string
    role: StaffRole
    secondFactor: boolean
    language: 'en' | 'de' | null
    theme: 'auto' | 'light' | 'dark'
  } | null
  permissions: readonly string[]
  mustSetUpSecondFactor: boolean
  evaluation: boolean
  version: string
  now: number
}
