import { describe, expect, test } from 'vitest'
import { isLoopbackHost } from '../src/index.ts'

describe('isLoopbackHost', () => {
  test.each([
    'localhost',
    'LOCALHOST.',
    'hub.localhost',
    '127.0.0.1',
    '127.8.9.10',
    '::1',
    '[::1]',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    '[::ffff:7f00:1]',
  ])('knows this machine as %s', host => expect(isLoopbackHost(host)).toBe(true))

  test.each([
    '',
    '0.0.0.0',
    '::',
    '[::]',
    '::2',
    '1::1',
    '192.168.1.5',
    '127.example.com',
    '127.0.0.1.example.com',
    'localhost.example.com',
    'notlocalhost',
    'fe80::1%lo',
    '::ffff:10.0.0.1',
    '128.0.0.1',
  ])('takes no other host for it: "%s"', host => expect(isLoopbackHost(host)).toBe(false))
})
