import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

const bytesMax = 65_536

/**
 * The first 64 KiB of a file as text; null where it is missing, unreadable or no file. Never throws, and never waits for
 * the other end of a pipe.
 */
export async function readSmallFile(path: string): Promise<string | null> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      if (!(await file.stat()).isFile()) return null
      // Files of the kernel say that they are empty and come in pieces.
      const buffer = Buffer.alloc(bytesMax)
      let length = 0
      for (;;) {
        const { bytesRead } = await file.read(buffer, length, bytesMax - length)
        length += bytesRead
        if (bytesRead === 0 || length === bytesMax) return buffer.toString('utf8', 0, length)
      }
    } finally {
      await file.close()
    }
  } catch {
    return null
  }
}
