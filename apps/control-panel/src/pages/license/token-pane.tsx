import type { LicenseDetail } from '@licet/api/control'
import { inspectToken } from '@licet/license'
import { Pane } from '@licet/ui'
import { Divider, Stack, Text } from '@mantine/core'
import { ClaimsView } from '../../claims/claims-view.tsx'
import { PolicyFacts } from '../../claims/policy-facts.tsx'
import { TokenDelivery } from '../../claims/token-delivery.tsx'
import { useText } from '../../language/use-text.ts'

/** The signed license of the present revision: what it says, and the text itself to hand over. */
export function TokenPane({ license }: { license: LicenseDetail }) {
  const { text } = useText()
  if (license.token === null) {
    return (
      <Pane title={text('license.token')} lead={text('issuing.unminted')}>
        <PolicyFacts rules={license.policy} />
      </Pane>
    )
  }
  return (
    <Pane title={text('license.token')} lead={text('license.tokenLead', { revision: license.revision })}>
      <Stack>
        <ClaimsView claims={inspectToken(license.token).claims} />
        <Divider />
        <Text fw={600}>{text('license.deliver')}</Text>
        <TokenDelivery token={license.token} name={license.id} />
      </Stack>
    </Pane>
  )
}
