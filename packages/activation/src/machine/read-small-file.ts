import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

const bytesMax = 65_536

/**
 * The first 64 KiB of a file as text; null where it is missing, unreadable or no file. Never throws, and never waits for
 * the other end of a pipe: what the kernel tells is there at once, sooner than a thread could be asked for it.
 */
export function readSmallFile(path: string): string | null {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      return fstatSync(file).isFile() ? readStart(file) : null
    } finally {
      closeSync(file)
    }
  } catch {
    return null
  }
}

// Files of the kernel say that they are empty and come in pieces.
function readStart(file: number): string {
  const buffer = Buffer.alloc(bytesMax)
  let length = 0
  for (;;) {
    const bytesRead = readSync(file, buffer, length, bytesMax - length, null)
    length += bytesRead
    if (bytesRead === 0 || length === bytesMax) return buffer.toString('utf8', 0, length)
  }
}
