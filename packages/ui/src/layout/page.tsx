import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useProduct } from '../look/product.ts'
import { PageHeader, type PageHeaderProps } from './page-header.tsx'

/** A page: its title in the window and on top, then its cards. */
export function Page({ children, ...header }: PageHeaderProps & { children: ReactNode }) {
  const product = useProduct()
  return (
    <>
      <title>{`${header.title} · ${product}`}</title>
      <PageHeader {...header} />
      <Stack gap={20}>{children}</Stack>
    </>
  )
}
