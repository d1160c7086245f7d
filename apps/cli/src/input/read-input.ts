import { open } from 'node:fs/promises'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'

/**
 * The bytes of a file, or of stdin for `-`.
 *
 * Input beyond the limit is read to its end and dropped, so that a writer on the other side of a pipe never breaks; one
 * byte more than the limit is kept, so that a caller sees that there was more.
 *
 * @param bytesMax - Bytes of interest.
 * @throws {CliError} FILE_UNREADABLE
 */
export async function readInput(context: Context, source: string, bytesMax: number): Promise<Buffer> {
  if (source === '-') {
    if (context.stdin.isTTY) context.err('Paste the text, then press Ctrl-D on a line of its own.\n')
    return readAtMost(context.stdin, bytesMax)
  }
  try {
    const file = await open(source)
    try {
      if (!(await file.stat()).isFile()) throw new CliError('FILE_UNREADABLE')
      return await readAtMost(file.createReadStream({ end: bytesMax, autoClose: false }), bytesMax)
    } finally {
      await file.close()
    }
  } catch {
    throw new CliError('FILE_UNREADABLE', nameOf(source))
  }
}

/** Whoever pastes a token where a file belongs must not find it in a log afterwards. */
function nameOf(source: string): string {
  return /^ey[\w-]+\.[\w-]+\./.test(source) ? 'this is a token: give it on stdin' : source
}

/** The text of a small file or of stdin. @throws {CliError} FILE_UNREADABLE, FILE_TOO_LARGE */
export async function readText(context: Context, source: string, bytesMax = 1024 * 1024): Promise<string> {
  const bytes = await readInput(context, source, bytesMax)
  if (bytes.length > bytesMax) throw new CliError('FILE_TOO_LARGE', source)
  return bytes.toString('utf8')
}

/** The JSON in a small file or on stdin. @throws {CliError} FILE_UNREADABLE, FILE_TOO_LARGE, FILE_NOT_JSON */
export async function readJson(context: Context, source: string): Promise<unknown> {
  try {
    return JSON.parse(await readText(context, source))
  } catch (error) {
    throw error instanceof CliError ? error : new CliError('FILE_NOT_JSON', source)
  }
}

async function readAtMost(stream: AsyncIterable<Uint8Array>, bytesMax: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let room = bytesMax + 1
  for await (const chunk of stream) {
    if (room <= 0) continue
    chunks.push(chunk.subarray(0, room))
    room -= chunk.length
  }
  return Buffer.concat(chunks)
}
