import { createMachineUid } from '@licet/license'
import { describe, expect, test } from 'vitest'
import { examineUid } from '../src/pages/offline/examine-uid.ts'

const installationId = 'ins_0123456789abcdef0123456789abcdef'
const uid = createMachineUid({ installationId, uid: 'uid:0123456789AB' })
const groups = uid.split('-')
const without = (changes: Record<number, string>) =>
  groups.map((group, index) => changes[index + 1] ?? group).join('-')

describe('what is said about a machine UID before anything is sent', () => {
  test('a UID is read in any spelling', () => {
    for (const typed of [uid, uid.toLowerCase(), groups.join(''), groups.join(' - '), ` ${uid}\n`])
      expect(examineUid(typed)).toMatchObject({ verdict: 'good', suspects: [], installationId })
  })
  test('while it is typed, complete groups are told from the rest', () => {
    const examined = examineUid(`${groups[0]}-${groups[1]?.slice(0, 2)}`)
    expect(examined.verdict).toBe('short')
    expect(examined.suspects).toEqual([])
    expect(examined.groups.map(group => group.is)).toEqual(['full', 'part', ...Array(6).fill('empty')])
  })
  test('a wrong symbol is found in its own group, whichever it is', () => {
    for (let number = 1; number <= 8; number++) {
      const group = groups[number - 1] ?? ''
      const wrong = `${group.slice(0, 4)}${group.endsWith('7') ? '8' : '7'}`
      const examined = examineUid(without({ [number]: wrong }))
      expect(examined.verdict).toBe('mistyped')
      expect(examined.suspects).toContain(number)
      expect(examined.groups[number - 1]?.is).toBe('wrong')
      expect(examined.installationId).toBeNull()
    }
  })
  test('a symbol that no UID holds is found in its group', () => {
    expect(examineUid(without({ 3: 'ABCDU' }))).toMatchObject({ verdict: 'symbol', suspects: [3] })
  })
  test('a symbol left out shows in its own group, not in all that follow', () => {
    expect(examineUid(without({ 2: groups[1]?.slice(1) ?? '' }))).toMatchObject({
      verdict: 'short',
      suspects: [2],
    })
  })
  test('a group that is too long is named', () => {
    expect(examineUid(without({ 5: `${groups[4]}7` }))).toMatchObject({ verdict: 'long', suspects: [5] })
  })
  test('a ninth group is refused', () => {
    expect(examineUid(`${uid}-77777`).verdict).toBe('long')
  })
  test('two exchanged neighbours are caught', () => {
    const [first = '', second = ''] = groups
    expect(examineUid(without({ 1: second, 2: first })).verdict).toBe(first === second ? 'good' : 'mistyped')
  })
})
