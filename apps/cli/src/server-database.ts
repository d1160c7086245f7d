/**
 * The functions of the server package that work on the database of a Hub or a control plane. A module of its own, because it loads
 * the database libraries: only the commands that need it import it, and only when they run.
 */
export {
  backupDatabase,
  checkBackup,
  checkpointHolds,
  newBackupName,
  previewRestore,
  resetAdminPassword,
  restoreDatabase,
  verifyAuditChain,
  verifyChain,
} from '@licet/server'
export { resetPostgresAdminPassword, verifyPostgresAuditChain } from '@licet/server/postgres'
