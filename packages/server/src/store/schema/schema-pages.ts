import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { DatabaseFileError, plainFault } from '../open-file.ts'

const headerBytes = 100
const magic = 'SQLite format 3\0'
const [interiorPage, leafPage] = [0x05, 0x0d]
/** Far more than any of our schemas takes. */
const [pagesMax, objectsMax, textBytesMax] = [512, 2000, 1_048_576]

/**
 * Asserts that the part of a file that SQLite reads before it can be asked anything, the list of tables, is small and goes round in no
 * circle, by reading its pages without SQLite.
 *
 * @param path - A database with nothing beside it that would still have to be settled.
 * @see https://www.sqlite.org/fileformat2.html sections 1.3 and 1.6
 * @throws {DatabaseFileError} no database, or a list that no version of ours could have.
 */
export function assertBoundedSchema(path: string): void {
  const file = openSync(path, 'r')
  try {
    const header = readAt(file, 0, headerBytes)
    if (header.toString('latin1', 0, magic.length) !== magic) throw unreadable()
    const stated = header.readUInt16BE(16)
    const pageBytes = stated === 1 ? 65_536 : stated
    if (pageBytes < 512 || (pageBytes & (pageBytes - 1)) !== 0) throw unreadable()
    walk(file, pageBytes, Math.ceil(fstatSync(file).size / pageBytes))
  } finally {
    closeSync(file)
  }
}

function walk(file: number, pageBytes: number, pageCount: number): void {
  const seen = new Set<number>()
  const open = [1]
  let [objects, textBytes] = [0, 0]
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    if (number < 1 || number > pageCount || seen.has(number)) throw unreadable()
    seen.add(number)
    const page = readAt(file, (number - 1) * pageBytes, pageBytes)
    const start = number === 1 ? headerBytes : 0
    const type = page.readUInt8(start)
    if (type !== interiorPage && type !== leafPage) throw unreadable()
    const cells = page.readUInt16BE(start + 3)
    const pointers = start + (type === interiorPage ? 12 : 8)
    if (pointers + 2 * cells > pageBytes) throw unreadable()
    if (type === interiorPage) open.push(page.readUInt32BE(start + 8))
    for (let index = 0; index < cells; index += 1) {
      const at = page.readUInt16BE(pointers + 2 * index)
      if (at + 4 > pageBytes) throw unreadable()
      if (type === interiorPage) open.push(page.readUInt32BE(at))
      else textBytes += readVarint(page, at)
    }
    if (type === leafPage) objects += cells
    if (seen.size > pagesMax || objects > objectsMax || textBytes > textBytesMax)
      throw new DatabaseFileError(
        'The backup holds more tables than any version of this program has.',
        plainFault('too_many_tables'),
      )
  }
}

/** Up to seven bytes of a length; a longer one is beyond every bound. */
function readVarint(page: Buffer, at: number): number {
  let value = 0
  for (let index = at; index < Math.min(at + 7, page.length); index += 1) {
    const byte = page.readUInt8(index)
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return value
  }
  return Number.MAX_SAFE_INTEGER
}

function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  if (readSync(file, bytes, 0, length, position) < length) throw unreadable()
  return bytes
}

function unreadable(): DatabaseFileError {
  return new DatabaseFileError('The backup cannot be read as a database.', plainFault('unreadable'))
}
