import './look.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { Product } from './product.ts'
import { theme } from './theme.ts'

const colorSchemeManager = localStorageColorSchemeManager({ key: 'licet-color-scheme' })

/**
 * Theme, colour scheme and notices for everything below. `adoptThemeVariables` has to run before.
 *
 * @param props.product - The name of the app, for window titles and the top bar.
 */
export function LookProvider({ product, children }: { product: string; children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <Notifications position="bottom-right" limit={3} autoClose={5000} />
      <Product value={product}>{children}</Product>
    </MantineProvider>
  )
}
