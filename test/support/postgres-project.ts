import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A running PostgreSQL server in which each test makes a database of its own; absent: SQLite. */
    postgresUrl?: string
  }
}

/** Starts one PostgreSQL server for all test files of a project, and ends it after the last one. */
export default async function usePostgres(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres()
  project.provide('postgresUrl', postgres.url)
  return () => postgres.stop()
}
