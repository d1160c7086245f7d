import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where a built program finds itself. */
export interface Places {
  /** Null in an installed archive. */
  repositoryRoot: string | null
  workingDirectory: string
  /** A folder that an archive carries beside the program, and a checkout somewhere else. */
  beside(name: string, inRepository: string): string
}

/** Finds out where a program runs. @param here - The folder of its main file. */
export function findPlaces(here: string): Places {
  const repositoryRoot = findRepositoryRoot(here)
  return {
    repositoryRoot,
    workingDirectory: process.cwd(),
    beside: (name, inRepository) =>
      existsSync(join(here, name)) || repositoryRoot === null
        ? join(here, name)
        : join(repositoryRoot, inRepository),
  }
}

function findRepositoryRoot(folder: string): string | null {
  if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder
  const parent = dirname(folder)
  return parent === folder ? null : findRepositoryRoot(parent)
}
