const unanswered = new Map<string, string>()

/** The key of a deed that must happen only once: the same one for the same request as long as nobody answered it. */
export function onceKey(request: string): string {
  const key = unanswered.get(request) ?? createKey()
  unanswered.set(request, key)
  return key
}

/** Lets the next request of the same words be a deed of its own. */
export function forgetOnceKey(request: string): void {
  unanswered.delete(request)
}

function createKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}
