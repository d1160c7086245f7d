import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { chromiumArguments } from './support/chromium-arguments.ts'

const takesScreenshots = process.env['LICET_SCREENSHOTS'] === '1'

/**
 * The panel in a real browser, served by the built Hub as a process of its own.
 *
 * `CHROMIUM_PATH` names the browser, else the usual places are looked at. `LICET_SCREENSHOTS=1` takes the pictures of
 * `docs/screenshots` instead of testing.
 */
export default defineConfig({
  testDir: '.',
  testMatch: takesScreenshots ? 'screenshots*.spec.ts' : '*.spec.ts',
  testIgnore: takesScreenshots ? [] : 'screenshots*.spec.ts',
  outputDir: fileURLToPath(new URL('../../test-results', import.meta.url)),
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    launchOptions: { executablePath: findChromium(), args: chromiumArguments },
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'UTC',
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
  },
})

function findChromium(): string {
  const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable']
  return process.env['CHROMIUM_PATH'] ?? places.find(existsSync) ?? 'chromium'
}
