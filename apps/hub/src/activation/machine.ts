import { hostname } from 'node:os'
import { fingerprintOf, type MachineComponent, readMachine } from '@licet/activation'
import { createMachineUid, type Fingerprint } from '@licet/license'
import type { HubDeps } from '../deps.ts'
import { networkCards } from './network-cards.ts'

/** The machine as it was last read. */
export interface MachineView {
  /** Component name -> salted hash. */
  fingerprint: Fingerprint
  components: readonly MachineComponent[]
  /** Installation and machine as people type them. */
  uid: string
  hostname: string
  productVersion: string
  /** Epoch seconds. */
  readAt: number
}

/** This machine, read at start and whenever it matters. */
export interface Machine {
  current(): MachineView
  /** True when a network card with this salted hash is built in, whether or not it is the one that counts. */
  holdsCard(hash: string): Promise<boolean>
  /** Reads it anew; `fingerprint` stays the same object while nothing has changed. */
  refresh(): Promise<MachineView>
  /** Reads it anew every hour, until `close`. */
  follow(): void
  close(): void
}

const hourMilliseconds = 3_600_000

/**
 * Reads the machine. Raw values are hashed at once with the vendor's salt and kept nowhere.
 *
 * @param options.issuer - The salt: of the trust.
 * @param options.root - Where the system's files are looked for; null: where they are.
 */
export async function openMachine(
  options: {
    root: string | null
    issuer: string
    productVersion: string
  } & Pick<HubDeps, 'installation' | 'clock' | 'log'>,
): Promise<Machine> {
  const { root, issuer, productVersion, installation, clock, log } = options
  let timer: NodeJS.Timeout | null = null
  const read = async (): Promise<MachineView> => {
    const reading = await readMachine(root === null ? {} : { root })
    const installationId = installation.id
    const { fingerprint, components } = fingerprintOf(reading, { issuer, installationId, productVersion })
    const uid = createMachineUid({ installationId, uid: fingerprint.uid ?? '' })
    const readAt = clock.now()
    return { fingerprint, components, uid, hostname: hostname(), productVersion, readAt }
  }
  let view = await read()
  const refresh = async (): Promise<MachineView> => {
    try {
      const next = await read()
      const isSame = namesAndHashes(next.fingerprint) === namesAndHashes(view.fingerprint)
      view = isSame ? { ...next, fingerprint: view.fingerprint } : next
      if (!isSame) log.warn('the fingerprint of this machine has changed')
    } catch (err) {
      log.warn({ err }, 'the machine could not be read again')
    }
    return view
  }
  return {
    current: () => view,
    holdsCard: async hash => (await networkCards(issuer, root)).has(hash),
    refresh,
    follow: () => {
      timer = setInterval(() => void refresh(), hourMilliseconds).unref()
    },
    close: () => {
      if (timer !== null) clearInterval(timer)
    },
  }
}

function namesAndHashes(fingerprint: Fingerprint): string {
  return JSON.stringify(Object.entries(fingerprint).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
