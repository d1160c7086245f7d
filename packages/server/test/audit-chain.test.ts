import { describe, expect, test } from 'vitest'
import { type ChainedRecord, chainGenesis, chainHash, checkpointHolds, verifyChain } from '../src/index.ts'

function chainOf(length: number, from = 'a'): ChainedRecord[] {
  const chain: ChainedRecord[] = []
  for (let sequence = 1; sequence <= length; sequence++) {
    const previous = chain.at(-1)?.hash ?? chainGenesis
    const record = {
      id: `aud_${from}${sequence}`,
      sequence,
      at: 1_800_000_000 + sequence,
      actor: 'usr_1',
      actorName: 'Ada',
      action: 'user.create',
      target: 'usr_2',
      detail: { b: 1, a: [true, null, { z: 'ü', y: 2 }] },
      address: '127.0.0.1',
    }
    chain.push({ ...record, previous, hash: chainHash(previous, record) })
  }
  return chain
}
const rehash = (chain: ChainedRecord[]): ChainedRecord[] => {
  let previous = chainGenesis
  return chain.map((record, index) => {
    const moved = { ...record, sequence: index + 1, previous }
    previous = chainHash(moved.previous, moved)
    return { ...moved, hash: previous }
  })
}
const checkpointOf = (chain: ChainedRecord[]) => {
  const last = chain.at(-1)
  return { sequence: last?.sequence ?? 0, head: last?.hash ?? chainGenesis, at: 0, installationId: 'ins_1' }
}

describe('the audit chain', () => {
  test('holds as it was written, whatever the order of members in a detail', () => {
    const chain = chainOf(5)
    expect(verifyChain(chain)).toEqual({ ok: true, entries: 5, head: chain[4]?.hash, brokenAt: null })
    const reordered = chain.map(record => ({ ...record, detail: { a: record.detail.a, b: record.detail.b } }))
    expect(verifyChain(reordered).ok).toBe(true)
  })

  test.each<[string, (chain: ChainedRecord[]) => ChainedRecord[], number]>([
    ['an edited entry', c => c.map(r => (r.sequence === 3 ? { ...r, action: 'user.delete' } : r)), 3],
    ['an edited detail', c => c.map(r => (r.sequence === 3 ? { ...r, detail: { b: 2 } } : r)), 3],
    ['an edited time', c => c.map(r => (r.sequence === 5 ? { ...r, at: 0 } : r)), 5],
    ['a deleted entry', c => c.filter(r => r.sequence !== 2), 2],
    ['a deleted first entry', c => c.slice(1), 1],
    ['an inserted entry', c => [...c.slice(0, 2), ...c.slice(1)], 3],
    ['two entries exchanged', c => [c[1], c[0], ...c.slice(2)] as ChainedRecord[], 1],
    ['another beginning', c => [{ ...(c[0] as ChainedRecord), previous: '0'.repeat(64) }, ...c.slice(1)], 1],
  ])('shows %s', (_, tamper, brokenAt) => {
    expect(verifyChain(tamper(chainOf(5)))).toMatchObject({ ok: false, brokenAt, entries: brokenAt - 1 })
  })

  test.each<[string, (chain: ChainedRecord[]) => ChainedRecord[]]>([
    ['a tail that was cut off', c => c.slice(0, 3)],
    ['a tail that was cut off and written anew', c => rehash([...c.slice(0, 3), ...chainOf(2, 'forged')])],
    ['a chain that was rewritten from the beginning', c => rehash(c.map(r => ({ ...r, actor: 'usr_9' })))],
    ['the chain of another installation', () => chainOf(9, 'other')],
  ])('shows %s by a checkpoint, which the chain alone cannot', (_, tamper) => {
    const chain = chainOf(5)
    const tampered = tamper(chain)
    expect(verifyChain(tampered).ok).toBe(true)
    expect(checkpointHolds(tampered, checkpointOf(chain))).toBe(false)
  })

  test('that only grew still holds what a checkpoint saw', () => {
    expect(checkpointHolds(chainOf(9), checkpointOf(chainOf(5)))).toBe(true)
    expect(checkpointHolds([], checkpointOf([]))).toBe(true)
  })
})
