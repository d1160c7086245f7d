import { Drawer as BareDrawer, type DrawerProps } from '@mantine/core'
import { useUiText } from '../language/use-ui-text.ts'

/** A sheet that slides in from an edge of the page; its closing button has a name in the reader's language. */
export function Drawer(props: Omit<DrawerProps, 'closeButtonProps'>) {
  const { text } = useUiText()
  return <BareDrawer {...props} closeButtonProps={{ 'aria-label': text('close') }} />
}
