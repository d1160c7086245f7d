import type { ControlRefusal } from '@licet/activation'

/** What the activation server said no to; its status, code and sentence are passed on. */
export class ControlRefused extends Error {
  override readonly name = 'ControlRefused'
  readonly refusal: ControlRefusal

  constructor(refusal: ControlRefusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}
