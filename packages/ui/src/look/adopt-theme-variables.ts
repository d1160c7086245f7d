import {
  type ConvertCSSVariablesInput,
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core'
import { theme, themeVariables } from './theme.ts'

/**
 * Gives the document the theme's CSS variables without a `<style>` element, so that the content security policy
 * needs neither a nonce nor `unsafe-inline`. To be called once, before the first render.
 */
export function adoptThemeVariables(root: Document): void {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    [defaultCssVariablesResolver(merged), themeVariables(merged)]
      .map((variables: ConvertCSSVariablesInput) => convertCssVariables(variables, ':root'))
      .join('\n'),
  )
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
}
