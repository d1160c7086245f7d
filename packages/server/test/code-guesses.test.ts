import { expect, test } from 'vitest'
import { createCodeGuesses } from '../src/accounts/code-guesses.ts'

test('three hundred guesses at the codes of an account are a day’s worth, from however many places', () => {
  let now = 1000
  const guesses = createCodeGuesses(() => now)
  guesses.take('ada', '203.0.113.1')()
  const guess = (n: number) => guesses.take('ada', `2001:db8:${n.toString(16)}::1`)
  for (let n = 0; n < 300; n++) guess(n)
  expect(() => guess(300)).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }))
  expect(() => guesses.take('ada', '203.0.113.1')).not.toThrow()
  expect(() => guesses.take('bob', '2001:db8:999::1')).not.toThrow()
  now += 86_400
  expect(() => guess(301)).not.toThrow()
})

test('codes that were right use nothing up', () => {
  const guesses = createCodeGuesses(() => 0)
  for (let n = 0; n < 500; n++) guesses.take('ada', `198.51.100.${n % 200}`)()
  expect(() => guesses.take('ada', '203.0.113.1')).not.toThrow()
})
