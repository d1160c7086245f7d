import type { Plugin } from 'vite'

/** Writes every letter outside ASCII as its escape, so that a server's text is read at every start without being decoded. */
export function escapeLetters(): Plugin {
  return {
    name: 'escape-letters',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/[^\p{ASCII}]/gv, escape)
    },
  }
}

function escape(letter: string): string {
  const units = Array.from({ length: letter.length }, (_, index) => letter.charCodeAt(index))
  return units.map(unit => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
