import { Moment, Page, Pane, Refusal, RowsSkeleton, StateChip } from '@licet/ui'
import { Button, CopyButton, Text } from '@mantine/core'
import { IconCopy, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { diagnosticsQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import { diagnosticTones } from './diagnostic-tones.ts'
import classes from './diagnostics-page.module.css'
import { useDiagnosticName } from './use-diagnostic-name.ts'
import { useDiagnosticWords } from './use-diagnostic-words.ts'

/** The Hub examines itself and says what to do about what it finds. */
export function DiagnosticsPage() {
  const { text } = useText()
  const nameOf = useDiagnosticName()
  const wordsOf = useDiagnosticWords()
  const { data, error, isFetching, refetch } = useQuery(diagnosticsQuery)
  const wrong = data?.checks.filter(check => check.outcome !== 'ok').length ?? 0
  return (
    <Page
      title={text('diagnostics.title')}
      answer={
        data && (
          <>
            {wrong === 0 ? text('diagnostics.allWell') : text('diagnostics.some', { count: wrong })} ·{' '}
            <Moment at={data.at} show="utc" />
          </>
        )
      }
      actions={
        <>
          <CopyButton value={data === undefined ? '' : JSON.stringify(data, null, 2)} timeout={2000}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                disabled={data === undefined}
                leftSection={<IconCopy size={16} aria-hidden />}
                onClick={copy}
              >
                {text(copied ? 'diagnostics.copied' : 'diagnostics.copy')}
              </Button>
            )}
          </CopyButton>
          <Button
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={isFetching}
            onClick={() => void refetch()}
          >
            {text('diagnostics.again')}
          </Button>
        </>
      }
    >
      <Refusal error={error} onRetry={() => void refetch()} />
      <Pane flush>
        {data === undefined ? (
          <RowsSkeleton rows={8} />
        ) : (
          <ul className={classes.checks}>
            {data.checks
              .map(check => ({ ...check, ...wordsOf(check) }))
              .map(check => (
                <li key={check.id} data-outcome={check.outcome}>
                  <StateChip tone={diagnosticTones[check.outcome]}>
                    {text(`diagnostics.${check.outcome}`)}
                  </StateChip>
                  <div className={classes.words}>
                    <Text fw={560}>{nameOf(check.id)}</Text>
                    {check.message !== '' && <Text size="sm">{check.message}</Text>}
                    {check.remedy !== '' && (
                      <Text size="sm" c="dimmed">
                        {check.remedy}
                      </Text>
                    )}
                  </div>
                  <span className={classes.value}>
                    {check.id === 'clock' ? <ClockReading value={check.value} /> : check.value}
                  </span>
                </li>
              ))}
          </ul>
        )}
      </Pane>
      <Text size="sm" c="dimmed">
        {text('diagnostics.noSecrets')}
      </Text>
    </Page>
  )
}

/** What the machine's clock says and, where the Hub does not believe it, the time that counts. */
function ClockReading({ value }: { value: string }) {
  const { text } = useText()
  const [system, counted] = (value.match(/\d+/g) ?? []).map(Number)
  if (system === undefined || counted === undefined) return value
  return (
    <>
      <Moment at={system} show="utc" />
      {Math.abs(system - counted) > 1 && (
        <>
          {' · '}
          {text('diagnostics.counts')} <Moment at={counted} show="utc" />
        </>
      )}
    </>
  )
}
