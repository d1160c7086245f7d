import { Page } from '@licet/ui'
import { useText } from '../../language/use-text.ts'

/** A page to come. */
export function LicensePage() {
  const { text } = useText()
  return <Page title={text('nav.licenses')}>{null}</Page>
}
