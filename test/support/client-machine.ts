import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDirectory } from './data-directory.ts'
import { runCli } from './hub.ts'
import { type PlantedMachine, plantMachine } from './planted-machine.ts'
import type { Finished } from './program.ts'

/** How a command ended, with its answer where it was asked for as JSON. */
export interface Ended extends Finished {
  // biome-ignore lint: an answer from outside is whatever it is.
  body: any
}

/** A machine with a product on it: the command-line tool, its own folder, its own hardware. */
export interface ClientMachine {
  planted: PlantedMachine
  /** LICET_HOME. */
  home: string
  env: Record<string, string>
  /** Runs `licet … --json`. */
  licet: (args: readonly string[], env?: Record<string, string>, input?: string) => Promise<Ended>
  /** What lies in `license.json`. */
  // biome-ignore lint: a file is whatever it is.
  stored: () => any
}

/** Places the command-line tool on a machine of its own that believes in a vendor. */
export function createClientMachine(vendor: {
  url: string
  trustFile: string
  planted?: PlantedMachine
}): ClientMachine {
  const planted = vendor.planted ?? plantMachine()
  const home = createDirectory('home')
  const env = {
    HUB_EVALUATION: '1',
    LICET_HOME: home,
    LICET_CONTROL_URL: vendor.url,
    LICET_TRUST_FILE: vendor.trustFile,
    LICET_MACHINE_ROOT: planted.root,
  }
  return {
    planted,
    home,
    env,
    licet: async (args, more = {}, input = '') => {
      const end = await runCli([...args, '--json'], { env: { ...env, ...more }, input })
      return { ...end, body: parsed(end.stdout) }
    },
    stored: () => JSON.parse(readFileSync(join(home, 'license.json'), 'utf8')),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
