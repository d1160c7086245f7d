import type { LicenseDetail } from '@licet/api/control'
import { Moment, Pane, TextLink, useActionName } from '@licet/ui'
import { Text } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import classes from './license-audit-pane.module.css'

/** Who did what with this license, the latest first. */
export function LicenseAuditPane({ license }: { license: LicenseDetail }) {
  const { text } = useText()
  const actionName = useActionName()
  return (
    <Pane
      title={text('nav.audit')}
      aside={
        <TextLink to="/audit" search={{ q: license.id }}>
          {text('license.allAudit')}
        </TextLink>
      }
    >
      <ol className={classes.entries}>
        {license.audit.map(entry => (
          <li key={entry.sequence}>
            <Text size="sm" fw={560}>
              {actionName(entry.action, entry.detail)}
            </Text>
            <Text size="sm" c="dimmed">
              {entry.actorName} · <Moment at={entry.at} />
              {typeof entry.detail.reason === 'string' && entry.detail.reason !== '' && (
                <> · {entry.detail.reason}</>
              )}
            </Text>
          </li>
        ))}
      </ol>
    </Pane>
  )
}
