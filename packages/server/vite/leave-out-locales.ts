import type { Plugin } from 'vite'

const english = '\0zod-locales'

/**
 * Leaves zod's translations out of a server: answers carry codes, and the panels speak the reader's language.
 *
 * They are a sixth of a server's text, and their letters make V8 keep all of it in two bytes a letter.
 */
export function leaveOutLocales(): Plugin {
  return {
    name: 'leave-out-locales',
    enforce: 'pre',
    resolveId: source => (source === '../locales/index.js' ? english : null),
    load: id => (id === english ? "export { default as en } from 'zod/v4/locales/en.js'" : null),
  }
}
