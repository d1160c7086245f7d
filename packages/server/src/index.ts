export { afterwards } from './afterwards.ts'
export { answerErrors, answerHttpError, answerNotFound } from './answer-errors.ts'
export {
  type AttemptLimits,
  createAttemptLimits,
  type Guesser,
  isWrongGuess,
  ownGuess,
} from './attempt-limits.ts'
export {
  type AuditCheckpoint,
  type AuditRecord,
  type ChainedRecord,
  type ChainVerdict,
  chainGenesis,
  chainHash,
  checkpointHolds,
  verifyChain,
  verifyLongChain,
} from './audit-chain.ts'
export { type AddressReader, addressBucket, createAddressReader } from './client-address.ts'
export { countRequests } from './count-requests.ts'
export { csvAnswerHeaders } from './csv-answer-headers.ts'
export { emptyAnswer, idParam, jsonAnswer, jsonBody, refusals } from './describe.ts'
export { addDocsRoutes } from './docs-routes.ts'
export { createForwardingWatch, type ForwardingWatch } from './forwarding-watch.ts'
export { HttpError, type HttpErrorExtra } from './http-error.ts'
export { bodyBytesMax, readJsonBodies } from './json-bodies.ts'
export { type Fetch, ListenError, type Listening, type ListenOptions, listen } from './listen.ts'
export { createLogger } from './logger.ts'
export { answerUnrouted } from './method-rules.ts'
export { addPages } from './pages.ts'
export { hashPassword, type PasswordCost, passwordCost, verifyPassword } from './password-hash.ts'
export { createPasswordTurns, ownTurn, passwordTurns, type Turn } from './password-turns.ts'
export { assertPassword } from './passwords/password-rules.ts'
export { keepPrivateFile } from './private-file.ts'
export { refuseInvalid } from './refuse-invalid.ts'
export { type ForeignRules, rejectForeign } from './reject-foreign.ts'
export { requestHeader } from './request-header.ts'
export { requestIdOf } from './request-id.ts'
export { type HeaderRules, markSealed, sealAnswers, securityHeaders } from './security-headers.ts'
export {
  createServiceKey,
  hashSecret,
  isSameSecret,
  type NewServiceKey,
} from './service-key.ts'
export {
  appendAuditEntry,
  auditHead,
  chainEntry,
  type NewAuditEntry,
  parseAuditDetail,
  readAuditChain,
  verifyAuditLog,
} from './store/audit-log.ts'
export { type BackupMade, backupDatabase } from './store/backup/backup-database.ts'
export { newBackupName } from './store/backup/backup-name.ts'
export { copyBeforeMigration } from './store/backup/copy-before-migration.ts'
export { withPrivateFolder } from './store/backup/private-folder.ts'
export { checkBackup, previewRestore, restoreDatabase } from './store/backup/restore-database.ts'
export type { SeatCount } from './store/backup/seat-count.ts'
export { takeInBackup } from './store/backup/take-in-backup.ts'
export {
  type RestoreChanges,
  type RestorePreview,
  ReviveRefused,
} from './store/carry-over/restore-changes.ts'
export { databaseError } from './store/database-error.ts'
export { DatabaseUnusable } from './store/database-unusable.ts'
export { DatabaseFileError, type Product } from './store/open-file.ts'
export { resetAdminPassword } from './store/reset-admin-password.ts'
export { assertNoTriggers } from './store/schema/assert-no-triggers.ts'
export { findSchemaFault, type SchemaFault } from './store/schema/find-schema-fault.ts'
export { verifyAuditChain } from './store/verify-audit-chain.ts'
export { parseStrictJson } from './strict-json.ts'
export { createThrottle, type Throttle, type ThrottleRules } from './throttle.ts'
export { untilStopping } from './until-stopping.ts'
