export { kyselyAdapter } from '@better-auth/kysely-adapter'
