import { Modal, type ModalProps } from '@mantine/core'
import { useUiText } from '../language/use-ui-text.ts'

/** A window above the page; its closing button has a name in the reader's language. */
export function Dialog(props: Omit<ModalProps, 'closeButtonProps'>) {
  const { text } = useUiText()
  return <Modal {...props} closeButtonProps={{ 'aria-label': text('close') }} />
}
