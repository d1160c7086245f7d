import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { inRoot } from './root.mjs'

/**
 * @typedef {{ name: string, folder: string, builds: boolean, uses: string[] }} Member - A package or an app; `uses` names the members it
 * depends on.
 */

/**
 * All packages and apps of the workspace, by name.
 *
 * @returns {Promise<Map<string, Member>>}
 */
export async function readWorkspace() {
  const members = new Map()
  for (const group of ['packages', 'apps']) {
    for (const entry of await readdir(inRoot(group)).catch(() => [])) {
      const folder = `${group}/${entry}`
      if (!existsSync(inRoot(folder, 'package.json'))) continue
      const manifest = JSON.parse(await readFile(inRoot(folder, 'package.json'), 'utf8'))
      const all = { ...manifest.dependencies, ...manifest.devDependencies }
      const uses = Object.keys(all).filter(name => String(all[name]).startsWith('workspace:'))
      members.set(manifest.name, {
        name: manifest.name,
        folder,
        builds: Boolean(manifest.scripts?.build),
        uses,
      })
    }
  }
  addPanels(members)
  return members
}

/**
 * A server carries the panel that is named after it, without importing it.
 *
 * @param {Map<string, Member>} members
 */
function addPanels(members) {
  for (const member of members.values()) {
    if (members.has(`${member.name}-panel`)) member.uses.push(`${member.name}-panel`)
  }
}

/**
 * A member and all it depends on, dependencies first.
 *
 * @param {Map<string, Member>} members
 * @param {string} name
 * @param {Set<Member>} [found]
 * @returns {Set<Member>}
 */
export function closure(members, name, found = new Set()) {
  const member = members.get(name)
  if (!member || found.has(member)) return found
  for (const used of member.uses) closure(members, used, found)
  return found.add(member)
}
