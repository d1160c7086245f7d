import { describe, expect, test } from 'vitest'
import { parseUsersCsv } from '../src/users/parse-users-csv.ts'

const header = 'name,email,password,role'

describe('accounts out of a CSV file', () => {
  test('accepts quoted fields, either line ending and a byte order mark', () => {
    const { users, faults } = parseUsersCsv(
      `\uFEFF${header}\r\n"Lovelace, Ada",ada@example.com,"a ""long"" password",admin\r\n`,
    )
    expect(faults).toEqual([])
    expect(users).toEqual([
      { name: 'Lovelace, Ada', email: 'ada@example.com', password: 'a "long" password', role: 'admin' },
    ])
  })
  test('accepts semicolons and columns in any order; the role may be left out', () => {
    const { users } = parseUsersCsv('email;name;password\ngrace@example.com;Grace;a long first password\n')
    expect(users[0]).toEqual({
      name: 'Grace',
      email: 'grace@example.com',
      password: 'a long first password',
      role: 'user',
    })
  })
  test('reports every fault with its line, and takes only what is whole', () => {
    const { users, faults } = parseUsersCsv(
      `${header}\nA,a@b.c,password,boss\n\nB,,password,user\nC,c@b.c,password,user`,
    )
    expect(faults).toEqual([
      { line: 2, fault: 'role' },
      { line: 4, fault: 'empty' },
    ])
    expect(users).toHaveLength(1)
  })
  test('rejects a file without the columns it needs, or with an open quote', () => {
    expect(parseUsersCsv('who,mail\nA,a@b.c').faults).toEqual([{ line: 1, fault: 'columns' }])
    expect(parseUsersCsv(`${header}\n"A,a@b.c`).faults).toEqual([{ line: 1, fault: 'quotes' }])
  })
})
