import type { licenseIssued } from '@licet/api/control'
import { Notice, Pane, SecretOnce, TextLink } from '@licet/ui'
import { Group, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { z } from 'zod'
import { TokenDelivery } from '../../claims/token-delivery.tsx'
import { useText } from '../../language/use-text.ts'
import { MailPane } from './mail-pane.tsx'

/** The license is signed: everything that the customer may need, to copy, to save and to scan. */
export function DeliverStep({ issued }: { issued: z.infer<typeof licenseIssued> }) {
  const { text } = useText()
  const { license, key, token } = issued
  return (
    <Stack>
      <Group gap="sm" role="status">
        <IconCircleCheck size={30} color="var(--licet-ok-fill)" aria-hidden />
        <div>
          <Title order={2}>{text('issuing.done', { customer: license.customer.name })}</Title>
          <Text size="sm" c="dimmed">
            {license.id}
            {license.kid !== null && ` · ${text('issuing.signedBy', { kid: license.kid })}`}
          </Text>
        </div>
      </Group>
      {key !== null && (
        <Pane title={text('issuing.key')} lead={text('issuing.keyLead')}>
          <SecretOnce value={key} label={text('issuing.keyName')} />
        </Pane>
      )}
      {token === null ? (
        <Notice>{text('issuing.unminted')}</Notice>
      ) : (
        <Pane title={text('issuing.license')} lead={text('issuing.licenseLead')}>
          <TokenDelivery token={token} name={license.id} />
        </Pane>
      )}
      <MailPane facts={{ license, key, token, origin: location.origin }} />
      <Text>
        <TextLink to="/licensing/license/$id" params={{ id: license.id }} fw={560}>
          {text('issuing.open')}
        </TextLink>
        {' · '}
        <TextLink to="/licensing">{text('issuing.toList')}</TextLink>
      </Text>
    </Stack>
  )
}
