import { readdirSync, readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { fingerprintOf, type NetworkInterface, readMachine } from '@licet/activation'

/** A platform of which nothing but the given interfaces is read. */
const elsewhere = 'aix'

/**
 * Hashes the address of every network card of this machine, whichever of them counts: what tells a new first card from one
 * that was replaced.
 *
 * @param issuer - The salt.
 * @param root - Where the system's files are looked for; null: where they are.
 */
export async function networkCards(issuer: string, root: string | null): Promise<ReadonlySet<string>> {
  const cards = (root === null ? presentAddresses() : plantedAddresses(root)).map(asCard)
  const hashes = await Promise.all(
    cards.map(async card => {
      const reading = await readMachine({ platform: elsewhere, interfaces: () => [card] })
      return fingerprintOf(reading, { issuer, installationId: null }).fingerprint.mac
    }),
  )
  return new Set(hashes.filter(hash => hash !== undefined))
}

function presentAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap(entries => (entries ?? []).map(({ mac }) => mac))
}

function plantedAddresses(root: string): string[] {
  const folder = join(root, 'sys', 'class', 'net')
  try {
    return readdirSync(folder).map(name => readFileSync(join(folder, name, 'address'), 'utf8').trim())
  } catch {
    return []
  }
}

function asCard(address: string): NetworkInterface {
  return { name: 'card', index: 1, address, operational: true, physical: true }
}
