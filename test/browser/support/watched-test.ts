import { type BrowserContext, test as base, expect } from '@playwright/test'

/**
 * A browser test that fails when any page asks another host for something, breaks the content security policy, or throws.
 */
export const test = base.extend<{ watched: string[] }>({
  watched: [
    async ({ context }, use) => {
      const faults: string[] = []
      await watch(context, faults)
      await use(faults)
      expect(faults, 'requests to other hosts, breaches of the policy, errors of pages').toEqual([])
    },
    { auto: true },
  ],
})

const policyMark = 'policy breached:'

/** Collects what no page of the panel may do. */
async function watch(context: BrowserContext, faults: string[]): Promise<void> {
  context.on('request', request => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol === 'data:' || protocol === 'blob:') return
    if (protocol !== 'http:' || hostname !== '127.0.0.1') faults.push(`asked ${request.url()}`)
  })
  context.on('weberror', fault => faults.push(`threw ${fault.error().stack ?? fault.error().message}`))
  context.on('console', message => {
    const text = message.text()
    if (text.startsWith(policyMark) || text.includes('Content Security Policy')) faults.push(text)
  })
  await context.addInitScript(mark => {
    addEventListener('securitypolicyviolation', event => {
      console.error(mark, event.violatedDirective, event.blockedURI, event.sourceFile)
    })
  }, policyMark)
}

export { expect }
