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
   * @throws {DeliveryFailed} with a sentence that may be shown; never anything else.
   */
  send(notice: Notice, signal: AbortSignal): Promise<void>
}

/** An attempt that failed. Its message is one of our own sentences: a receiver's words may quote what it was sent. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed'
}
