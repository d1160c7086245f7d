import { accessSync, constants, mkdirSync } from 'node:fs'
import os from 'node:os'
import { inRoot } from './root.mjs'

/**
 * The environment, with a home directory that package managers can keep their caches in.
 *
 * Service accounts and build containers often have none, or one that cannot be written.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withWritableHome(env) {
  try {
    accessSync(env.HOME || os.homedir(), constants.W_OK)
    return env
  } catch {
    const home = inRoot('.tools', 'home')
    mkdirSync(home, { recursive: true })
    return { ...env, HOME: home }
  }
}
