import { remember } from './throttle.ts'

/** What one address may fail over all accounts. Both budgets refill steadily. */
export interface AddressRules {
  /** For every account. */
  attempts: number
  refillSeconds: number
  /** Kept open beyond that, for accounts that have not failed from there, a few at a time. */
  reserve: number
  reserveRefillSeconds: number
  /** So many attempts may be under way when the reserve is touched: a flood that comes at once gets nothing of it. */
  reserveUnderWayMax: number
  keysMax: number
}

/** An attempt that was counted. Called once, when its outcome is known. */
export interface AddressTicket {
  fail(): void
  /** @param forgiven - Failures that the account had from here, which its owner has explained. */
  giveBack(forgiven: number): void
}

/** Counts what fails from each address. */
export interface AddressShares {
  /** @param isClean - The account has not failed from this address. @returns the seconds to wait, or a ticket. */
  take(address: string, isClean: boolean, now: number): AddressTicket | number
}

interface Share {
  used: number
  reserveUsed: number
  underWay: number
  at: number
}

/** Creates the shares of all addresses, in memory and bounded like a throttle. `now` is a monotonic clock in seconds. */
export function createAddressShares(rules: AddressRules): AddressShares {
  const shares = new Map<string, Share>()
  return {
    take(address, isClean, now) {
      const share = refill(shares.get(address), rules, now)
      const wait = waitFor(share, isClean, rules)
      if (wait > 0) return wait
      const isReserve = share.used + 1 > rules.attempts
      if (isReserve) share.reserveUsed++
      else share.used++
      share.underWay++
      remember(shares, address, share, rules.keysMax)
      return {
        fail: () => void share.underWay--,
        giveBack: forgiven => {
          share.underWay--
          if (isReserve) share.reserveUsed = Math.max(0, share.reserveUsed - 1)
          else share.used = Math.max(0, share.used - 1)
          share.used = Math.max(0, share.used - forgiven)
        },
      }
    },
  }
}

function refill(known: Share | undefined, rules: AddressRules, now: number): Share {
  const share = known ?? { used: 0, reserveUsed: 0, underWay: 0, at: now }
  const passed = now - share.at
  share.used = Math.max(0, share.used - passed / rules.refillSeconds)
  share.reserveUsed = Math.max(0, share.reserveUsed - passed / rules.reserveRefillSeconds)
  share.at = now
  return share
}

function waitFor({ used, reserveUsed, underWay }: Share, isClean: boolean, rules: AddressRules): number {
  const over = used + 1 - rules.attempts
  if (over <= 0) return 0
  if (!isClean) return Math.ceil(over * rules.refillSeconds)
  if (underWay > rules.reserveUnderWayMax) return 1
  return Math.max(0, Math.ceil((reserveUsed + 1 - rules.reserve) * rules.reserveRefillSeconds))
}
