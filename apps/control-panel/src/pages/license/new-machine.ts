/** The machine that a license moves to, as it is sent; empty: whichever activates next. */
export type NewMachine = { fingerprint?: string; machineUid?: string }

/**
 * Reads what was typed for the new machine: nothing, a fingerprint `sha256:…`, or a machine UID.
 *
 * @param checkUid - Throws where the text is no machine UID.
 * @returns null where it is none of them.
 */
export function newMachineOf(typed: string, checkUid: (text: string) => unknown): NewMachine | null {
  const text = typed.trim()
  if (text === '') return {}
  if (/^sha256:[0-9a-f]{64}$/i.test(text)) return { fingerprint: text.toLowerCase() }
  try {
    checkUid(text)
    return { machineUid: text }
  } catch {
    return null
  }
}
