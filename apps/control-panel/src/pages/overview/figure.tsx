import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** One large number and what it counts. */
export function Figure({ value, unit }: { value: ReactNode; unit: ReactNode }) {
  return (
    <Text mb="sm">
      <Text component="span" fz="1.5rem" fw={620}>
        {value}
      </Text>{' '}
      <Text component="span" size="sm" c="dimmed">
        {unit}
      </Text>
    </Text>
  )
}
