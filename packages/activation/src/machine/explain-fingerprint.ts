import { type ComponentMatch, type Fingerprint, matchFingerprint, type Policy } from '@licet/license'

/** How one component compares, in a sentence that names it. */
export interface ExplainedComponent extends ComponentMatch {
  sentence: string
}

/** What a component is called, and what usually changes it. */
const words: Readonly<Record<string, { name: string; causes: string }>> = {
  machine: {
    name: 'The machine id',
    causes: 'the operating system was installed anew, or this is another machine',
  },
  os: { name: 'The operating system', causes: 'this is another kind of system' },
  cpu: { name: 'The processor', causes: 'processor or board were replaced, or this is another machine' },
  mac: { name: 'The network interface', causes: 'it was replaced, removed, or another one comes first now' },
  installation: {
    name: 'The installation',
    causes: 'the data folder is another one, or a network interface counts in its place now',
  },
  product: { name: 'The product version', causes: 'another major or minor version is installed' },
  uid: {
    name: 'The machine as a whole',
    causes: 'hardware, system or product version changed, or this is another machine',
  },
  exact: { name: 'The fingerprint as it was given', causes: 'the program that made it sees another machine' },
}

/**
 * Compares the machine of an activation with this one, and says in words which component changed.
 *
 * @param stored - The fingerprint in the activation.
 * @param current - This machine's, from `fingerprintOf`.
 * @param match - What the license's policy asks for.
 */
export function explainFingerprint(
  stored: Fingerprint,
  current: Fingerprint,
  match: Policy['match'],
): { matched: boolean; components: readonly ExplainedComponent[] } {
  const { matched, components } = matchFingerprint(match, stored, current)
  return { matched, components: components.map(each => ({ ...each, sentence: sentenceOf(each) })) }
}

function sentenceOf({ name, outcome }: ComponentMatch): string {
  const known = Object.hasOwn(words, name) ? words[name] : undefined
  const { name: what, causes } = known ?? {
    name: `The component “${name}”`,
    causes: 'this is another machine',
  }
  return {
    same: `${what} is the same.`,
    changed: `${what} changed: ${causes}.`,
    missing: `${what} was known at activation and cannot be read now: ${causes}.`,
    unknown: `${what} was not known at activation, so it does not count.`,
  }[outcome]
}
