import { createContext, use } from 'react'

/** The name of the app: its window titles and its top bar. */
export const Product = createContext('Licet')

/** The name of the app that is shown, such as "Licet Hub". */
export function useProduct(): string {
  return use(Product)
}
