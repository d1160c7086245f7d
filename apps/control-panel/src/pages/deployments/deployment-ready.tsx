import type { deploymentCreated } from '@licet/api/control'
import { SecretOnce, TextLink } from '@licet/ui'
import { Button, Group, Stack, Text } from '@mantine/core'
import type { z } from 'zod'
import { useText } from '../../language/use-text.ts'

export type DeploymentCreated = z.infer<typeof deploymentCreated>

/** A deployment just made: where its license is, and the key that is shown this once. */
export function DeploymentReady({ created, onClose }: { created: DeploymentCreated; onClose: () => void }) {
  const { text } = useText()
  return (
    <Stack role="status">
      <Text fw={600}>{text('deployments.ready', { name: created.deployment.name })}</Text>
      {created.key !== null && <SecretOnce value={created.key} label={text('deployments.key')} />}
      {created.licenseId !== null && (
        <Text size="sm">
          {text('deployments.issued')}{' '}
          <TextLink to="/licensing/license/$id" params={{ id: created.licenseId }}>
            {created.licenseId}
          </TextLink>
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {text(created.licenseId === null ? 'deployments.readyBare' : 'deployments.readyHelp')}
      </Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>{text('ui.close')}</Button>
      </Group>
    </Stack>
  )
}
