/** What the paste repair can remove, and how to say so. The order is the order in which it is reported. */
export const repairs = {
  zero_width: 'Invisible characters were removed.',
  soft_breaks: 'Line breaks that a mail program marked with "=" were removed.',
  mail_quoting: 'The ">" that mail programs put before quoted lines was removed.',
  pem: 'The BEGIN and END lines were removed.',
  json: 'The token was taken out of a JSON text.',
  bearer: 'The word "Bearer" was removed.',
  quotes: 'Quotation marks were removed.',
  surrounding_text: 'The text around the license was left out.',
  line_breaks: 'Line breaks were removed.',
  spaces: 'Spaces were removed.',
} as const satisfies Record<string, string>

/** A stable name for something that the paste repair removed. */
export type Repair = keyof typeof repairs

/** The names of all repairs, in the order in which they are reported. */
export const repairNames = Object.keys(repairs).filter(isRepair)

function isRepair(name: string): name is Repair {
  return Object.hasOwn(repairs, name)
}
