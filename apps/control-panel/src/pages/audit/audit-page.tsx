import { Page } from '@licet/ui'
import { useText } from '../../language/use-text.ts'

/** A page to come. */
export function AuditPage() {
  const { text } = useText()
  return <Page title={text('nav.audit')}>{null}</Page>
}
