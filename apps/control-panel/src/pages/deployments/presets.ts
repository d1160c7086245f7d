/** The five ways to license that are offered by name. */
export const presets = ['appliance', 'node-locked', 'self-hosted', 'timed', 'air-gapped'] as const
