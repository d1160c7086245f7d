/** Something to tell about a component of a machine, as a code with the name it is about: any language can say it. */
export interface MachineNote {
  code: MachineNoteCode
  /** Of a network interface, as far as it may be printed; empty where the note names nothing. */
  name: string
}

/** What can be told, each as one sentence. */
const sentences = {
  machine_id_read: 'The id that the operating system made when it was installed.',
  machine_id_missing: 'There is no machine id.',
  machine_id_unset: 'The machine id has not been set yet.',
  machine_id_malformed: 'What stands there is no machine id.',
  machine_id_shared: 'The machine id is a placeholder that many machines share.',
  machine_id_of_container: 'A container has the machine id of its image, or a new one each time.',
  os_type: 'Its type, without the version.',
  processor_and_board:
    'Kind and model of the processor and of the board. Microcode and clock rate do not count.',
  processor_without_board:
    'Kind and model of the processor; the board says nothing. Microcode and clock rate do not count.',
  processor_and_mac: 'Model of the processor and of the Mac.',
  processor_features: 'Kind and features of the processor.',
  processor_silent: 'The processor says nothing about itself.',
  processor_unasked: 'It is not known how to ask on this operating system.',
  card_read: 'The address of {name}, the first physical interface in use.',
  card_missing: 'No physical interface with an address of its own is in use.',
  card_of_container: 'A container has a network interface for as long as it runs.',
  installation_instead: 'The id of this installation, in place of a network interface.',
  version_read: 'Major and minor number; patches do not count.',
  version_malformed: 'The version has no major and minor number.',
  left_out: 'Left out: nothing is known here that tells this machine from another of its kind.',
} as const

/** Why a network interface was passed over. */
const reasons = {
  ignored_virtual: 'virtual',
  ignored_without_address: 'without an address',
  ignored_group_address: 'with the address of a group',
  ignored_chosen_address: 'with an address that software chose',
  ignored_disconnected: 'not connected',
} as const

/** Why a network interface says nothing about a machine. */
export type IgnoredCode = keyof typeof reasons

/** Every note there is. */
export type MachineNoteCode = keyof typeof sentences | IgnoredCode

/** Makes a note. */
export function machineNote(code: MachineNoteCode, name = ''): MachineNote {
  return { code, name }
}

/** Says notes in English; interfaces that were passed over share one sentence. */
export function sayNotes(notes: readonly MachineNote[]): string {
  const said = notes.flatMap(({ code, name }) =>
    isIgnored(code) ? [] : [sentences[code].replace('{name}', name)],
  )
  const ignored = notes.flatMap(({ code, name }) => (isIgnored(code) ? [`${name} (${reasons[code]})`] : []))
  return [...said, ...(ignored.length === 0 ? [] : [`Ignored: ${ignored.join(', ')}.`])].join(' ')
}

function isIgnored(code: MachineNoteCode): code is IgnoredCode {
  return Object.hasOwn(reasons, code)
}
