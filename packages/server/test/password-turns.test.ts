import { expect, test } from 'vitest'
import { createPasswordTurns, type Turn } from '../src/index.ts'

/** A queue whose work ends when told to; `started` names what has begun, in order. */
function begin() {
  const rules = { parallel: 1, waitingMax: 8, waitingPerShareMax: 4, backgroundMax: 20 }
  const turns = createPasswordTurns(rules)
  const started: string[] = []
  const ends: (() => void)[] = []
  const add = (name: string, lane: Turn['lane'], share: string) =>
    turns.run({ lane, share }, () => {
      started.push(name)
      return new Promise<void>(resolve => ends.push(resolve))
    })
  const finish = async (count: number) => {
    for (let n = 0; n < count; n++) {
      ends.shift()?.()
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  return { add, finish, started }
}

test('one address after the other has its turn, however much one of them sends', async () => {
  const { add, finish, started } = begin()
  const work = [0, 1, 2, 3, 4].map(n => add(`flood ${n}`, 'open', 'a'))
  work.push(add('other', 'open', 'b'), add('third', 'open', 'c'))
  await finish(8)
  await Promise.all(work)
  expect(started.slice(0, 4)).toEqual(['flood 0', 'flood 1', 'other', 'third'])
})

test('known browsers go before strangers, and both before an import', async () => {
  const { add, finish, started } = begin()
  const work = [add('running', 'open', 'a'), add('import', 'background', 'i'), add('stranger', 'open', 'b')]
  work.push(add('known', 'known', 'k'))
  await finish(6)
  await Promise.all(work)
  expect(started).toEqual(['running', 'known', 'stranger', 'import'])
})

test('past the bound is answered at once, and one address never takes the room of the others', async () => {
  const { add, finish, started } = begin()
  const work = [0, 1, 2, 3, 4].map(n => add(`flood ${n}`, 'open', 'a'))
  await expect(add('too much', 'open', 'a')).rejects.toMatchObject({ status: 503, retryAfterSeconds: 5 })
  work.push(...['b', 'c', 'd', 'e'].map(share => add(share, 'open', share)))
  await expect(add('too much of all', 'open', 'f')).rejects.toMatchObject({ code: 'SERVER_BUSY' })
  work.push(add('known', 'known', 'k'))
  await finish(12)
  await Promise.all(work)
  expect(started).toHaveLength(10)
})

test('a turn that failed passes on to the next', async () => {
  const turns = createPasswordTurns({ parallel: 1, waitingMax: 4, waitingPerShareMax: 4, backgroundMax: 4 })
  const turn: Turn = { lane: 'open', share: 'a' }
  const failed = turns.run(turn, () => Promise.reject(new Error('no')))
  const next = turns.run(turn, async () => 'done')
  await expect(failed).rejects.toThrow('no')
  expect(await next).toBe('done')
})

test('once stopped nothing waits any longer, and what runs goes on to its end', async () => {
  const turns = createPasswordTurns({ parallel: 1, waitingMax: 4, waitingPerShareMax: 4, backgroundMax: 4 })
  const turn: Turn = { lane: 'open', share: 'a' }
  let end = (): void => undefined
  const running = turns.run(turn, () => new Promise<string>(resolve => (end = () => resolve('done'))))
  const waiting = turns.run(turn, async () => 'never')
  turns.stop()
  await expect(waiting).rejects.toMatchObject({ code: 'SHUTTING_DOWN' })
  await expect(turns.run(turn, async () => 'never')).rejects.toMatchObject({ code: 'SHUTTING_DOWN' })
  end()
  expect(await running).toBe('done')
})
