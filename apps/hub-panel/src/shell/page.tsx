import { PageHeader, type PageHeaderProps } from '@licet/ui'
import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'

/** A page: its title in the window and on top, then its cards. */
export function Page({ children, ...header }: PageHeaderProps & { children: ReactNode }) {
  return (
    <>
      <title>{`${header.title} · Licet Hub`}</title>
      <PageHeader {...header} />
      <Stack gap={20}>{children}</Stack>
    </>
  )
}
