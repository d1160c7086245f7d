/** More punctuation than any bundle or answer of a server has; bounds what a hostile text can cost. */
const punctuationMax = 1024

/** Reads JSON as it comes; undefined for what is none, or has more members than anything that is pasted here. */
export function parseLooseJson(text: string): unknown {
  if (text.split(/[",[{]/, punctuationMax).length === punctuationMax) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
