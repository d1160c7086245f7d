/**
 * The text of an answer, read piece by piece and given up as soon as it is longer than allowed.
 *
 * @returns null where it is too long or not UTF-8.
 */
export async function readBody(response: Response, bytesMax: number): Promise<string | null> {
  if (response.body === null) return ''
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    bytes += value.length
    if (bytes > bytesMax) {
      await reader.cancel()
      return null
    }
    chunks.push(value)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    return ''
  }
}
