import { createHmac, timingSafeEqual } from 'node:crypto'

/** Recognises browsers that signed in to an account before. */
export interface KnownBrowsers {
  /** @param cookies - The `Cookie` header. @param account - E-mail address. */
  isKnown(cookies: string, account: string, now: number): boolean
  /** @returns a complete `Set-Cookie` value that makes this browser known for the account, beside the accounts it was known for. */
  remember(cookies: string, account: string, now: number): string
}

const lifeSeconds = 180 * 86_400
const accountsMax = 5
const markPattern = /^[0-9a-z]{1,9}-[\w-]{43}$/

/**
 * Creates the recogniser. A browser holds one mark for each account, made with a secret of the server: an end and an HMAC over end
 * and account. It signs nobody in; it only keeps wrong passwords of neighbours from counting against this browser. The name of the
 * cookie comes from the secret too, so that two installations on one host do not share it.
 *
 * @param options.secret - Of this installation.
 * @param options.cookieName - Of the session cookie, with its prefix.
 */
export function createKnownBrowsers(options: {
  secret: string
  cookieName: string
  secure: boolean
}): KnownBrowsers {
  const key = createHmac('sha256', options.secret).update('licet known browsers').digest()
  const sign = (text: string): Buffer => createHmac('sha256', key).update(text).digest()
  const name = `${options.cookieName}_known_${sign('name').toString('hex').slice(0, 8)}`
  const marksIn = (cookies: string): string[] => {
    const pair = cookies.split(';').find(part => part.trim().startsWith(`${name}=`))
    const marks =
      pair
        ?.trim()
        .slice(name.length + 1)
        .split('.') ?? []
    return marks.filter(mark => markPattern.test(mark)).slice(0, accountsMax)
  }
  const marks = (mark: string, account: string, now: number): boolean => {
    const [end, mac] = splitMark(mark)
    const isRight = timingSafeEqual(Buffer.from(mac, 'base64url'), sign(`${end} ${account}`))
    return isRight && Number.parseInt(end, 36) > now
  }
  return {
    isKnown: (cookies, account, now) => marksIn(cookies).some(mark => marks(mark, account, now)),
    remember(cookies, account, now) {
      const end = (now + lifeSeconds).toString(36)
      const own = `${end}-${sign(`${end} ${account}`).toString('base64url')}`
      const others = marksIn(cookies).filter(mark => !marks(mark, account, now))
      const value = [own, ...others].slice(0, accountsMax).join('.')
      const attributes = ['Path=/', 'HttpOnly', 'SameSite=Strict', ...(options.secure ? ['Secure'] : [])]
      return [`${name}=${value}`, `Max-Age=${lifeSeconds}`, ...attributes].join('; ')
    },
  }
}

// The MAC has a hyphen in its alphabet; the end has none.
function splitMark(mark: string): [end: string, mac: string] {
  const at = mark.indexOf('-')
  return [mark.slice(0, at), mark.slice(at + 1)]
}
