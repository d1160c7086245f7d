import type { Preview } from '@licet/api'
import { CopyableId, FactList, formatLength, Notice, useNow } from '@licet/ui'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useText } from '../language/use-text.ts'
import classes from './failure-doctor.module.css'

/** Why a text is refused: the step, what to do, a code for support; its own claims only as *unverified*. */
export function FailureDoctor({ preview }: { preview: Preview }) {
  const { text, language } = useText()
  const { t, i18n } = useTranslation()
  const key = `errors.${preview.code}`
  const sentence = language !== 'en' && i18n.exists(key) ? t(key) : preview.error
  const now = useNow()
  const issuedAt = preview.code === 'ISSUED_IN_FUTURE' ? preview.unverified?.['iat'] : undefined
  const claims = Object.entries(preview.unverified ?? {})
  return (
    <div role="alert">
      <Notice tone="danger">
        <Text fw={600} size="sm">
          {sentence}
        </Text>
        {typeof issuedAt === 'number' && issuedAt > now && (
          <Text size="sm">
            {text('activate.issuedAhead', { length: formatLength(issuedAt - now, language) })}
          </Text>
        )}
        <Text size="sm">{text('activate.previousStays')}</Text>
        <span className={classes.code}>
          {text('activate.supportCode')}{' '}
          <CopyableId
            value={`${preview.code} @ ${preview.step}`}
            label={text('activate.supportCode')}
            kept={0}
          />
        </span>
      </Notice>
      {claims.length > 0 && (
        <details className={classes.unverified}>
          <summary>{text('activate.unverified')}</summary>
          <FactList
            facts={claims.map(([name, value]) => ({
              id: name,
              label: name,
              value: <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>,
            }))}
          />
        </details>
      )}
    </div>
  )
}
