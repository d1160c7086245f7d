/**
 * The functions of the server package that work on a Hub's database file. A module of its own, because it loads the
 * database library: only the commands that need it import it, and only when they run.
 */
export {
  backupDatabase,
  checkpointHolds,
  resetAdminPassword,
  restoreDatabase,
  verifyAuditChain,
  verifyChain,
} from '@licet/server'
