import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** The one accent. Shade 8 carries white text at more than 7:1. */
const ink: MantineColorsTuple = [
  '#eef3fb',
  '#dae5f5',
  '#b4caea',
  '#8badde',
  '#6894d3',
  '#5284cd',
  '#457bca',
  '#3669b3',
  '#2a5796',
  '#1c447b',
]

/** Cool neutrals of the dark scheme, from text to the deepest ground. */
const dark: MantineColorsTuple = [
  '#e4e8ee',
  '#c5cbd5',
  '#a3abb8',
  '#79828f',
  '#3d4550',
  '#2e343d',
  '#232830',
  '#181c22',
  '#12151a',
  '#0c0e12',
]

const systemFonts =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
const monospaceFonts = "ui-monospace, 'SF Mono', 'Cascadia Mono', 'Liberation Mono', Menlo, monospace"

/**
 * The look both web apps share: one accent, system fonts, quiet corners.
 *
 * Layers do not lock the page by injecting a style sheet, which the content security policy forbids;
 * `look.css` does that by selector.
 */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: 8,
  autoContrast: true,
  respectReducedMotion: true,
  cursorType: 'pointer',
  colors: { ink, dark },
  fontFamily: systemFonts,
  fontFamilyMonospace: monospaceFonts,
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  fontSizes: { xs: '0.78rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontFamily: systemFonts,
    fontWeight: '640',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  components: {
    Modal: { defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 120 } } },
    ModalTitle: { defaultProps: { className: 'licet-dialog-title' } },
    Drawer: { defaultProps: { lockScroll: false, position: 'right', transitionProps: { duration: 140 } } },
    // A dialog's header is no banner of the page.
    ModalHeader: { defaultProps: { role: 'none' } },
    DrawerHeader: { defaultProps: { role: 'none' } },
    // Inside the main landmark, as everything else on the page.
    Tooltip: {
      defaultProps: { withArrow: true, openDelay: 250, multiline: true, portalProps: { target: '#main' } },
    },
    Combobox: { defaultProps: { portalProps: { target: '#main' } } },
    // Inside the main landmark, and without the library's focus placeholder, which no menu may contain.
    Menu: {
      defaultProps: {
        shadow: 'md',
        transitionProps: { duration: 90 },
        withInitialFocusPlaceholder: false,
        portalProps: { target: '#main' },
      },
    },
    Anchor: { defaultProps: { underline: 'hover' } },
    Table: { defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } },
  },
})

/** Grounds, lines and the colours of states, for both schemes; all text pairs meet WCAG AA. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#59626e',
    '--mantine-color-placeholder': '#6b7480',
    '--mantine-color-error': '#ad2626',
    '--mantine-color-anchor': '#2a5796',
    '--licet-page': '#f5f6f8',
    '--licet-surface': '#ffffff',
    '--licet-sunken': '#f3f5f8',
    '--licet-line': '#e1e5ea',
    '--licet-line-strong': '#c6ccd5',
    '--licet-ok-text': '#17643a',
    '--licet-ok-ground': '#e5f4eb',
    '--licet-ok-fill': '#2f8f5b',
    '--licet-notice-text': '#7f4700',
    '--licet-notice-ground': '#fdf0d9',
    '--licet-notice-fill': '#dc9a24',
    '--licet-danger-text': '#a32222',
    '--licet-danger-ground': '#fceaea',
    '--licet-danger-fill': '#cf4343',
    '--licet-calm-text': '#46505d',
    '--licet-calm-ground': '#edf0f4',
    '--licet-calm-fill': '#a3acb8',
    '--licet-info-text': '#22508f',
    '--licet-info-ground': '#e7effa',
    '--licet-info-fill': '#4a80c9',
  },
  dark: {
    '--mantine-color-dimmed': '#a3abb8',
    '--mantine-color-placeholder': '#8d96a3',
    '--mantine-color-error': '#ff9c9c',
    '--mantine-color-anchor': '#9bc0f2',
    '--licet-page': '#12151a',
    '--licet-surface': '#191d23',
    '--licet-sunken': '#14171c',
    '--licet-line': '#2b313a',
    '--licet-line-strong': '#434b57',
    '--licet-ok-text': '#7fdaa6',
    '--licet-ok-ground': '#14291e',
    '--licet-ok-fill': '#3fa66d',
    '--licet-notice-text': '#f0c169',
    '--licet-notice-ground': '#2d2413',
    '--licet-notice-fill': '#d79b32',
    '--licet-danger-text': '#ffa0a0',
    '--licet-danger-ground': '#351a1b',
    '--licet-danger-fill': '#d95757',
    '--licet-calm-text': '#b8c0cb',
    '--licet-calm-ground': '#252a32',
    '--licet-calm-fill': '#69727f',
    '--licet-info-text': '#9dc3f6',
    '--licet-info-ground': '#17273e',
    '--licet-info-fill': '#5a90d8',
  },
})
