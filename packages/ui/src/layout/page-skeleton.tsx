import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import { useUiText } from '../language/use-ui-text.ts'

/** Keeps a page's place while it loads, so that nothing jumps when it arrives. */
export function PageSkeleton({ panes = [150, 220, 220] }: { panes?: readonly number[] }) {
  const { text } = useUiText()
  return (
    <Stack gap={20} role="status">
      <VisuallyHidden>{text('loading')}</VisuallyHidden>
      <Stack gap={10}>
        <Skeleton height={28} width="32%" />
        <Skeleton height={16} width="58%" />
      </Stack>
      {panes.map((height, index) => (
        <Skeleton key={`${index}-${height}`} height={height} radius="lg" />
      ))}
    </Stack>
  )
}
