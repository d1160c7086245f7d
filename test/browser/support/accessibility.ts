import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** The two widths at which every screen is looked at. */
export const widths = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const

/** Each width and each theme once; the long run takes every width in every theme. */
const looks: [keyof typeof widths, 'light' | 'dark'][] = [
  ['desktop', 'light'],
  ['phone', 'dark'],
  ...(process.env['LICET_LONG'] === '1'
    ? ([
        ['desktop', 'dark'],
        ['phone', 'light'],
      ] as [keyof typeof widths, 'light' | 'dark'][])
    : []),
]

/** Asserts that axe finds nothing at all on the page as it stands, wide and narrow, light and dark. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const [device, colorScheme] of looks) {
    await page.setViewportSize(widths[device])
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
    await settled(page)
    expect.soft(await findBarriers(page), `${screen}, ${device}, ${colorScheme}`).toEqual([])
  }
  await page.setViewportSize(widths.desktop)
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Resolves when nothing on the page is a placeholder any more and nothing moves. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0)
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
}

async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      node => `${id}: ${node.target.join(' ')} · ${node.failureSummary?.replaceAll('\n', ' ') ?? ''}`,
    ),
  )
}
