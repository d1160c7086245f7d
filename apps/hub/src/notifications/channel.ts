import { type FaultCode, faultTexts } from './describe-fault.ts'
import type { Notice } from './notice.ts'

/** Where notifications go. */
export type ChannelName = 'webhook' | 'mail'

/** One way to tell the operator something. */
export interface Channel {
  name: ChannelName
  /** Host and port of the receiver; all of its address that may be shown or logged. */
  host: string
  /**
   * Sends a notice once, within the channel's own time limit.
   *
   * @param signal - Ends the attempt early: the Hub stops.
   * @throws {DeliveryFailed} and nothing else.
   */
  send(notice: Notice, signal: AbortSignal): Promise<void>
}

/** An attempt that failed; everything about it may be shown and logged. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed'
  readonly code: FaultCode

  constructor(code: FaultCode) {
    super(faultTexts[code])
    this.code = code
  }
}
