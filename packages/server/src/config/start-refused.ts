/** The Hub will not start like this; the message is for its operator. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}
