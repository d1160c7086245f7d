import type { ClockFloor, MonotonicReading, PendingJump, SignedResponse } from '@licet/license'

/**
 * Reads a stored floor. One of an older version is read with care: its running part may rest on a jump.
 *
 * @returns null for anything else.
 */
export function parseClockFloor(value: unknown): ClockFloor | null {
  const { signed, running, settled, unsure, seen, pending, response } = fieldsOf(value)
  if (!isWhole(signed) || !isWhole(running)) return null
  if (typeof settled !== 'boolean')
    return { signed, running, settled: running > 0, unsure: true, seen: null, pending: null, response: null }
  return {
    signed,
    running,
    settled,
    unsure: unsure === true,
    seen: parseReading(seen),
    pending: parsePending(pending),
    response: parseResponse(response),
  }
}

/** Reads where the machine's uptime stood; null for anything else. */
export function parseReading(value: unknown): MonotonicReading | null {
  const { uptimeSeconds, bootId } = fieldsOf(value)
  if (!isNumber(uptimeSeconds)) return null
  return { uptimeSeconds, bootId: typeof bootId === 'string' ? bootId : null }
}

function parsePending(value: unknown): PendingJump | null {
  const { system, since, steadySeconds } = fieldsOf(value)
  return isWhole(system) && isWhole(since) && isNumber(steadySeconds)
    ? { system, since, steadySeconds }
    : null
}

function parseResponse(value: unknown): SignedResponse | null {
  const { at, waitedSeconds, trustedSeconds } = fieldsOf(value)
  const reading = parseReading(value)
  if (reading === null || !isWhole(at) || !isNumber(waitedSeconds) || !isNumber(trustedSeconds)) return null
  return { ...reading, at, waitedSeconds, trustedSeconds }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && isNumber(value)
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}
