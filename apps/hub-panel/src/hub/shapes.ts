import type {
  about,
  activated,
  auditPage,
  backup,
  backupList,
  backupMade,
  diagnostic,
  diagnostics,
  forecastAnswer,
  history,
  historyEntry,
  importedUsers,
  notificationReport,
  notificationTest,
  restoreChanges,
  restored,
  restorePreview,
  scope,
  seatHolder,
  seatReport,
  seatsExhausted,
  seatUse,
  serviceKey,
  serviceKeyCreated,
  serviceKeyList,
  session,
  sessionList,
  settings,
  settingsReport,
  stateKind,
  trustReport,
  usersPage,
} from '@licet/api'
import type { z } from 'zod'

/** What the Hub answers, as types only: the panel carries no validation code for its own server's answers. */
export type About = z.infer<typeof about>
export type Activated = z.infer<typeof activated>
export type AuditPage = z.infer<typeof auditPage>
export type Backup = z.infer<typeof backup>
export type BackupMade = z.infer<typeof backupMade>
export type Restored = z.infer<typeof restored>
export type RestoreChanges = z.infer<typeof restoreChanges>
export type RestorePreview = z.infer<typeof restorePreview>
export type BackupList = z.infer<typeof backupList>
export type Diagnostic = z.infer<typeof diagnostic>
export type Diagnostics = z.infer<typeof diagnostics>
export type Forecast = z.infer<typeof forecastAnswer>
export type History = z.infer<typeof history>
export type HistoryEntry = z.infer<typeof historyEntry>
export type ImportedUsers = z.infer<typeof importedUsers>
export type NotificationReport = z.infer<typeof notificationReport>
export type NotificationTest = z.infer<typeof notificationTest>
export type Scope = z.infer<typeof scope>
export type SeatHolder = z.infer<typeof seatHolder>
export type SeatReport = z.infer<typeof seatReport>
export type SeatsExhausted = z.infer<typeof seatsExhausted>
export type SeatUse = z.infer<typeof seatUse>
export type ServiceKey = z.infer<typeof serviceKey>
export type ServiceKeyCreated = z.infer<typeof serviceKeyCreated>
export type ServiceKeyList = z.infer<typeof serviceKeyList>
export type Session = z.infer<typeof session>
export type SessionList = z.infer<typeof sessionList>
export type Settings = z.infer<typeof settings>
export type SettingsReport = z.infer<typeof settingsReport>
export type StateKind = z.infer<typeof stateKind>
export type TrustReport = z.infer<typeof trustReport>
export type UsersPage = z.infer<typeof usersPage>
