import { readFileSync, statSync, watch } from 'node:fs'
import { dirname } from 'node:path'
import { parseShortKey } from '@licet/license'
import type { Logger } from 'pino'
import type { HubConfig } from '../config.ts'
import type { Actor } from '../deps.ts'
import type { LoadOrder } from '../services/load-artifact.ts'
import { readPaste } from './artifact-plan.ts'
import { type Refusal, refusalOf } from './refusal.ts'

/** The license that configuration holds. */
export interface ManagedLicense {
  /** Why what is configured is not what is in force; null when it is, or nothing is configured. */
  fault(): { code: string; message: string } | null
  /** The short key that is configured, in its one spelling; null: none, or signed text. It is exchanged in the background. */
  shortKey(): string | null
  /** Loads what is configured, where it changed; never throws. */
  apply(): Promise<void>
  /** Applies whenever the file changes, until `close`. */
  follow(): void
  close(): void
}

const pollMilliseconds = 2000
const fileBytesMax = 1_048_576

const actor: Actor = { id: 'system', name: 'configuration', kind: 'system', role: 'admin', address: '' }

/**
 * Opens the license of HUB_LICENSE or HUB_LICENSE_FILE. A file that disappears or turns bad leaves the license that was
 * loaded from it in force; the fault is shown until the file is good again.
 *
 * @param load - Loads a text like one that was pasted.
 */
export function openManagedLicense(options: {
  configured: HubConfig['managedLicense']
  load: (order: LoadOrder) => Promise<unknown>
  log: Pick<Logger, 'info' | 'warn'>
}): ManagedLicense {
  const { configured, load, log } = options
  let fault: Refusal | null = null
  let shortKey: string | null = null
  let seen: string | null = null
  let applying: Promise<void> | null = null
  let close = (): void => undefined

  const applyOnce = async (): Promise<void> => {
    const text = configured === null ? null : readHeldText(configured)
    if (configured === null || text === seen) return
    fault =
      text === null
        ? unreadable
        : await attempt(async () => {
            shortKey = shortKeyIn(text)
            if (shortKey !== null) return
            await load({ text, source: configured.source, actor, replace: true, expiredToo: true })
          })
    seen = fault?.code === 'DATABASE_BUSY' ? null : text
    if (fault === null && shortKey !== null)
      log.info({ source: configured.source }, 'a license key is configured')
    else if (fault === null) log.info({ source: configured.source }, 'the configured license is loaded')
    else log.warn({ source: configured.source, refusal: fault.code }, 'the configured license is refused')
  }
  const apply = (): Promise<void> => {
    applying ??= applyOnce().finally(() => {
      applying = null
    })
    return applying
  }
  return {
    fault: () => fault && { code: fault.code, message: fault.message },
    shortKey: () => shortKey,
    apply,
    follow: () => {
      if (configured?.source !== 'file') return
      // Watching answers at once where the system supports it; polling also sees mounted files that are swapped whole.
      const timer = setInterval(() => void apply(), pollMilliseconds).unref()
      const watcher = watchFolder(dirname(configured.path), () => void apply())
      close = () => {
        clearInterval(timer)
        watcher?.close()
      }
    },
    close: () => close(),
  }
}

const unreadable: Refusal = {
  code: 'LICENSE_FILE_UNREADABLE',
  step: 'shape',
  message: 'The file that HUB_LICENSE_FILE names cannot be read.',
}

/** The text that configuration holds, wherever it lies; null where its file cannot be read. */
export function readHeldText(configured: NonNullable<HubConfig['managedLicense']>): string | null {
  if (configured.source === 'environment') return configured.text
  try {
    const { size } = statSync(configured.path)
    const isFile = statSync(configured.path).isFile()
    return isFile && size <= fileBytesMax ? readFileSync(configured.path, 'utf8') : null
  } catch {
    return null
  }
}

/** The one spelling of a short key; null for any other text. @throws {LicenseError} SHORT_KEY_MISTYPED */
function shortKeyIn(text: string): string | null {
  const paste = readPaste(text)
  return paste.kind === 'short_key' ? parseShortKey(paste.text) : null
}

async function attempt(work: () => Promise<void>): Promise<Refusal | null> {
  try {
    await work()
    return null
  } catch (thrown) {
    const message = 'The configured license could not be stored.'
    return refusalOf(thrown) ?? { code: 'DATABASE_BUSY', step: 'shape', message }
  }
}

function watchFolder(folder: string, changed: () => void): { close(): void } | null {
  try {
    const watcher = watch(folder, { persistent: false }, changed)
    watcher.on('error', () => watcher.close())
    return watcher
  } catch {
    return null
  }
}
