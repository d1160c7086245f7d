/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const rounds = fractions(64, Math.cbrt)
/** The same of the square roots of the first eight. */
const start = fractions(8, Math.sqrt)

/**
 * SHA-256 of some bytes, as 64 lower-case hex digits, at once.
 *
 * WebCrypto’s own digest is a promise, and a fifth slower verification for a name that is rarely asked for: see
 * `docs/decisions/0014-the-digest-of-a-license-is-computed-in-place.md`. Nothing secret is hashed here.
 *
 * @see FIPS 180-4 section 6.2
 */
export function sha256(bytes: Uint8Array): string {
  const { length } = bytes
  const message = new DataView(new ArrayBuffer(((length + 72) >> 6) << 6))
  new Uint8Array(message.buffer).set(bytes)
  message.setUint8(length, 0x80)
  message.setUint32(message.byteLength - 4, length * 8)
  const state = new DataView(new ArrayBuffer(32))
  for (const [i, word] of start.entries()) state.setInt32(i * 4, word)
  const schedule = new DataView(new ArrayBuffer(256))
  for (let offset = 0; offset < message.byteLength; offset += 64) {
    expand(schedule, message, offset)
    compress(state, schedule)
  }
  let hex = ''
  for (let i = 0; i < 32; i += 4) hex += state.getUint32(i).toString(16).padStart(8, '0')
  return hex
}

/** FIPS 180-4 6.2.2, step 1: 16 words of the message become 64. */
function expand(schedule: DataView, message: DataView, offset: number): void {
  for (let i = 0; i < 64; i += 4) schedule.setInt32(i, message.getInt32(offset + i))
  for (let i = 64; i < 256; i += 4) {
    const early = schedule.getInt32(i - 60)
    const late = schedule.getInt32(i - 8)
    const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    schedule.setInt32(i, schedule.getInt32(i - 64) + s0 + schedule.getInt32(i - 28) + s1)
  }
}

/** FIPS 180-4 6.2.2, steps 2 to 4. */
function compress(state: DataView, schedule: DataView): void {
  let a = state.getInt32(0)
  let b = state.getInt32(4)
  let c = state.getInt32(8)
  let d = state.getInt32(12)
  let e = state.getInt32(16)
  let f = state.getInt32(20)
  let g = state.getInt32(24)
  let h = state.getInt32(28)
  for (const [i, round] of rounds.entries()) {
    const choice = (e & f) ^ (~e & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const t1 = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + round + schedule.getInt32(i * 4)
    const t2 = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0]
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries())
    state.setInt32(i * 4, state.getInt32(i * 4) + word)
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

function fractions(count: number, root: (prime: number) => number): Int32Array {
  const primes: number[] = []
  for (let n = 2; primes.length < count; n++) if (primes.every(prime => n % prime !== 0)) primes.push(n)
  return Int32Array.from(primes, prime => ((root(prime) % 1) * 2 ** 32) | 0)
}
