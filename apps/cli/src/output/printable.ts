/**
 * Text from a token or file that is safe on a terminal: control, bidi and other invisible characters are spelled out, so
 * that no license can move the cursor, hide a line or reverse what is read.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, character => {
    const point = character.codePointAt(0) ?? 0
    return `\\u{${point.toString(16)}}`
  })
}
