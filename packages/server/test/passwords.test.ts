import { describe, expect, test } from 'vitest'
import { hashPassword, verifyPassword } from '../src/index.ts'
import { checkPassword } from '../src/passwords/index.ts'

const owner = ['ada.lovelace@example.com', 'Ada Lovelace Byron']
const cheap = { n: 1024, r: 8, p: 1 }
const found = async (password: string): Promise<string> => {
  const fault = await checkPassword(password, owner)
  return fault === null ? 'accepted' : (fault.weakness ?? fault.code)
}

// Of 12 characters and more, from the published lists of the most used ones and from what people make of shorter ones.
const wellKnown = `
  passwordpassword qwertyuiop123 iloveyou1234 sunshine2024 butterfly1234 chocolate1234 football1234 baseball1234
  princess1234 superman1234 liverpool1234 manchesterunited barcelona2024 trustno1trustno1 letmein12345 welcome12345
  password12345 Password2024! P@ssw0rd2024! administrator1 qwertyuiopasdf 1qaz2wsx3edc 1q2w3e4r5t6y zaq12wsxcde3
  asdfghjkl123 123456789012 aaaaaaaaaaaa abcabcabcabc abcdefghijkl 19841984198419 12-12-1990-12 january12345
  Summer2024!! Winter2025!! December2024 michaeljordan jenniferlopez christopher1 elizabeth1234 alexander1234
  harrypotter12 starwars12345 pokemon123456 minecraft1234 spiderman1234 computer12345 google123456 facebook12345
  heartbreaker1 jesuschrist1 iloveyouforever iloveyousomuch motherfucker1 whatever12345 strawberry123 watermelon123
  snowboarding1 basketball123 playstation3 thunderbird1 metallica1234 helloworld123 correcthorsebatterystaple
  thequickbrownfox changeme12345 secret123456 Passwort1234! willkommen2024 schalke04schalke sonnenschein1 ichliebedich1
  dortmund1909 bayernmuenchen Geheim123456 motdepasse123 azertyuiop123 contrasena123 dragondragon monkey123456
  qazwsxedcrfv mnbvcxzlkjhg 098765432109 147258369147 11112222333344 aabbccddeeff a1b2c3d4e5f6 superadmin123
`
  .trim()
  .split(/\s+/)

describe('a new password', () => {
  test('is refused where it is one of ninety that everybody knows', async () => {
    const accepted: string[] = []
    for (const password of wellKnown) if ((await found(password)) === 'accepted') accepted.push(password)
    expect(accepted).toEqual([])
  })

  test.each([
    ['eleven characters', 'x7#mQ2!pL9z', 'PASSWORD_TOO_SHORT'],
    ['four letters of three bytes', '猫犬鳥魚', 'PASSWORD_TOO_SHORT'],
    ['eleven letters with their accents apart', 'äxöqüzäjöwü'.normalize('NFD'), 'PASSWORD_TOO_SHORT'],
    ['1,025 bytes', 'ab3$'.repeat(257), 'PASSWORD_TOO_LONG'],
    ['512 letters of three bytes', '猫'.repeat(512), 'PASSWORD_TOO_LONG'],
    ['a megabyte', 'x'.repeat(1_048_576), 'PASSWORD_TOO_LONG'],
    ['a listed one', 'administrator', 'listed'],
    ['a word with digits', 'butterfly1234', 'words'],
    ['a row of the keyboard', 'qwertzuiopasdfgh', 'keyboard'],
    ['one letter', 'aaaaaaaaaaaaaaaa', 'repeated'],
    ['a short piece again and again', 'abc1abc1abc1abc1', 'repeated'],
    ['the alphabet backwards', 'zyxwvutsrqponm', 'sequence'],
    ['a date and a bit', '12-12-1990-12', 'date'],
    ['the owner’s address', 'ada.lovelace@example.com', 'personal'],
    ['the owner’s name', 'Ada Lovelace Byron', 'personal'],
    ['the owner’s name and a year', 'LovelaceAda2024', 'personal'],
    ['the product and a year', 'Licet2026!!!', 'personal'],
  ])('of %s is refused, and says why', async (_, password, reason) => {
    expect(await found(password)).toBe(reason)
    const { message } = (await checkPassword(password, owner)) ?? {}
    expect(message).toMatch(/^[A-Z][^.]*\.$/)
    expect(message).not.toContain(password)
  })

  test.each([
    'a long walk by the lake',
    'another walk by lake 2',
    'tidal quartz lantern',
    'correct horse battery staple',
    ' leading and trailing ',
    'x7#mQ2!pL9zK',
    '猫犬鳥魚花山川森海空星月',
    'pa\u0000ss with a NUL in it',
    'wooden kettle orbit 19',
    'Ada likes to walk by the lake',
    'the license hub of Byron is blue',
  ])('that is long and not guessed is accepted, whatever words are in it: %j', async password => {
    expect(await found(password)).toBe('accepted')
  })
})

test('a password is the same in every normal form, and one that was hashed before that still opens', async () => {
  const password = ' Ångström-sammler '
  const stored = await hashPassword(password.normalize('NFD'), cheap)
  expect(await verifyPassword(password, stored)).toBe(true)
  expect(await verifyPassword(password.normalize('NFD'), stored)).toBe(true)
  for (const other of ['Ångström-sammler', ' ångström-sammler '])
    expect(await verifyPassword(other, stored)).toBe(false)
})
