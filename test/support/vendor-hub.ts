import type { Control } from './control.ts'
import { type Hub, type HubOptions, startHub } from './hub.ts'
import { type PlantedMachine, plantMachine } from './planted-machine.ts'

/** A Hub at a customer's site that believes in a vendor. */
export interface VendorHub {
  hub: Hub
  machine: PlantedMachine
  /** What places it on its machine and tells it its vendor; to be given again, as another environment replaces it. */
  env: Record<string, string>
}

/** Starts a Hub on a machine of its own. @param options.controlUrl - Empty: it knows no activation server. */
export async function startVendorHub(
  control: Control,
  options: HubOptions & { controlUrl?: string; machine?: PlantedMachine } = {},
): Promise<VendorHub> {
  const { controlUrl = control.url, machine = plantMachine(), ...hubOptions } = options
  const env = {
    HUB_TRUST_FILE: await control.trustFile(),
    LICET_MACHINE_ROOT: machine.root,
    ...(controlUrl !== '' && { HUB_CONTROL_URL: controlUrl }),
    ...options.env,
  }
  return { hub: await startHub({ ...hubOptions, env }), machine, env }
}
