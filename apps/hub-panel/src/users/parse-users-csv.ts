import type { Role } from '@licet/api'
import { unguarded } from '@licet/api/csv'

export interface NewUser {
  name: string
  email: string
  password: string
  role: Role
}

export type CsvFault = { line: number; fault: 'columns' | 'role' | 'empty' | 'quotes' }

const columns = ['name', 'email', 'password', 'role'] as const

/**
 * Reads accounts from CSV text: a header line with name, email, password and, if wanted, role, then one account a line.
 *
 * Commas or semicolons, quoted fields as in RFC 4180. All faults are reported at once; lines count from 1.
 */
export function parseUsersCsv(text: string): { users: NewUser[]; faults: CsvFault[] } {
  const separator = (text.split('\n', 1)[0] ?? '').includes(';') ? ';' : ','
  const rows = splitRows(text.replace(/^\uFEFF/, ''), separator)
  if (rows === null) return { users: [], faults: [{ line: 1, fault: 'quotes' }] }
  const header = rows[0]?.map(cell => cell.trim().toLowerCase()) ?? []
  if (!columns.slice(0, 3).every(name => header.includes(name))) {
    return { users: [], faults: [{ line: 1, fault: 'columns' }] }
  }
  const users: NewUser[] = []
  const faults: CsvFault[] = []
  for (const [index, row] of rows.entries()) {
    if (index === 0 || row.every(cell => cell.trim() === '')) continue
    const cell = (name: (typeof columns)[number]) => row[header.indexOf(name)]?.trim() ?? ''
    const role = cell('role') || 'user'
    if (cell('name') === '' || cell('email') === '' || cell('password') === '') {
      faults.push({ line: index + 1, fault: 'empty' })
    } else if (role !== 'admin' && role !== 'user') {
      faults.push({ line: index + 1, fault: 'role' })
    } else {
      // What an export of ours kept a spreadsheet from running; passwords are never in one.
      const [name, email] = [unguarded(cell('name')), unguarded(cell('email'))]
      users.push({ name, email, password: cell('password'), role })
    }
  }
  return { users, faults }
}

/** RFC 4180, with either line ending; null where a quote is left open. */
function splitRows(text: string, separator: string): string[][] | null {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index)
    if (quoted) {
      if (character !== '"') cell += character
      else if (text.charAt(index + 1) === '"') {
        cell += '"'
        index++
      } else quoted = false
    } else if (character === '"' && cell === '') quoted = true
    else if (character === separator) {
      row.push(cell)
      cell = ''
    } else if (character === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
    } else if (character !== '\r') cell += character
  }
  if (quoted) return null
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return rows
}
