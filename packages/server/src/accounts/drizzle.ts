export { drizzleAdapter } from 'better-auth/adapters/drizzle'
