import {
  type Column,
  CopyableId,
  formatDay,
  Moment,
  Pane,
  RecordTable,
  Refusal,
  RowsSkeleton,
  StateChip,
  type Tone,
} from '@licet/ui'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { trustQuery } from '../hub/queries.ts'
import type { TrustReport } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'

type Key = TrustReport['keys'][number]

const tones: Readonly<Record<string, Tone>> = { active: 'ok', retired: 'calm', compromised: 'danger' }

/** The public keys this Hub believes in; read-only, because they come with the build or signed by the vendor's root. */
export function TrustPane() {
  const { text, language } = useText()
  const { t } = useTranslation()
  const { data, error } = useQuery(trustQuery)
  const columns: Column<Key>[] = [
    {
      id: 'kid',
      header: text('trust.kid'),
      leads: true,
      cell: key => <CopyableId value={key.kid} label={text('trust.kid')} kept={24} />,
    },
    {
      id: 'status',
      header: text('trust.status'),
      cell: key => (
        <StateChip tone={tones[key.status] ?? 'calm'}>
          {t(`trust.is.${key.status}`, { defaultValue: key.status })}
        </StateChip>
      ),
    },
    { id: 'alg', header: text('trust.alg'), cell: key => <code className="licet-mono">{key.alg}</code> },
    {
      id: 'use',
      header: text('trust.use'),
      cell: key => t(`trust.signs.${key.use}`, { defaultValue: key.use }),
    },
    {
      id: 'window',
      header: text('trust.window'),
      minor: true,
      cell: key =>
        key.notBefore === null && key.notAfter === null ? (
          text('trust.always')
        ) : (
          <>
            {key.notBefore === null ? '…' : <Moment at={key.notBefore} show="day" />} –{' '}
            {key.notAfter === null ? '…' : <Moment at={key.notAfter} show="day" />}
          </>
        ),
    },
    { id: 'origin', header: text('trust.origin'), cell: key => text(`trust.${key.origin}`) },
    {
      id: 'thumbprint',
      header: text('trust.thumbprint'),
      minor: true,
      cell: key => <CopyableId value={key.thumbprint} label={text('trust.thumbprint')} kept={12} />,
    },
  ]
  return (
    <Pane title={text('settings.trust')} lead={text('trust.lead')} flush>
      <Refusal error={error} />
      {data === undefined && error === null && <RowsSkeleton rows={3} />}
      {data !== undefined && (
        <>
          <RecordTable
            label={text('settings.trust')}
            columns={columns}
            rows={data.keys}
            rowId={key => key.kid}
          />
          <Text size="sm" c="dimmed" p="md">
            {text('trust.summary', { issuer: data.issuer, sequence: data.sequence })}{' '}
            {data.roots === null
              ? text('trust.noRoots')
              : text('trust.roots', { count: data.roots.keys.length, threshold: data.roots.threshold })}{' '}
            {data.floor.revocations > 0 && text('trust.floorLists', { number: data.floor.revocations })}{' '}
            {data.floor.time > 0 && text('trust.floorTime', { day: formatDay(data.floor.time, language) })}
          </Text>
        </>
      )}
    </Pane>
  )
}
