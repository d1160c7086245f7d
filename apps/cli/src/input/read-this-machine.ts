import { hasInstanceKey, type MachineReading, openInstanceKey, readMachine } from '@licet/activation'
import { type Context, isEvaluation, licetHome } from '../context.ts'

/**
 * Reads this machine. In an evaluation `LICET_MACHINE_ROOT` may name a folder that stands for another one; anywhere else
 * it counts for nothing, as it would let one machine pass for many.
 */
export async function readThisMachine(context: Context): Promise<MachineReading> {
  const root = context.env.LICET_MACHINE_ROOT || undefined
  return readMachine(isEvaluation(context) ? { root } : {})
}

/** The id of the installation in `LICET_HOME`; null where nothing was ever activated there. Makes nothing. */
export function installationIdOf(context: Context): string | null {
  const home = licetHome(context)
  return hasInstanceKey(home) ? openInstanceKey(home).id : null
}
