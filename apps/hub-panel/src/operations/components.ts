/** The open source that the panel itself is made of, with its licenses. */
export const components = [
  { name: 'React', license: 'MIT' },
  { name: 'Mantine', license: 'MIT' },
  { name: 'TanStack Router, TanStack Query', license: 'MIT' },
  { name: 'i18next, react-i18next', license: 'MIT' },
  { name: 'Tabler Icons', license: 'MIT' },
  { name: 'Recharts', license: 'MIT' },
  { name: 'uqr', license: 'MIT' },
  { name: 'jsQR', license: 'Apache-2.0' },
] as const
