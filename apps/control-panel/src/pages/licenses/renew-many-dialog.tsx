import type { LicenseRow, Renewal, RenewalReport } from '@licet/api/control'
import { lastSecondOf } from '@licet/license'
import { askServer, Dialog, FormActions, Refusal, RowsSkeleton, useDeed } from '@licet/ui'
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { TermChoice } from '../../claims/term-choice.tsx'
import { keepEnd, untilDay } from '../../claims/term-end.ts'
import { useText } from '../../language/use-text.ts'
import { CurlButton } from '../../server/curl-button.tsx'
import { RenewalList } from './renewal-list.tsx'

const path = '/v1/renewals'
const pauseMilliseconds = 350

/** Renews all that are ticked: first what becomes of each, old end and new, then the deed, then its result for each. */
export function RenewManyDialog({ rows, onClose }: { rows: readonly LicenseRow[]; onClose: () => void }) {
  const { text } = useText()
  const [months, setMonths] = useState(12)
  const [lastDay, setLastDay] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const end = endOf(months, lastDay)
  const wanted = end && { ...end, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }
  const [asked] = useDebouncedValue(wanted, pauseMilliseconds)
  const plan = useQuery({
    queryKey: ['licenses', 'renewals', rows.map(row => row.id), asked],
    queryFn: ({ signal }) =>
      askServer<RenewalReport>(path, {
        method: 'POST',
        body: { licenses: rows.map(({ id }) => ({ id })), ...asked, preview: true },
        signal,
      }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const planned = plan.data?.renewals ?? []
  const possible = planned.filter(({ obstacle }) => obstacle === null)
  // Pinned to the revisions that were looked at, so that asking again renews nothing twice.
  const licenses = possible.map(({ id, revision }) => ({ id, revision }))
  const body = wanted && { licenses, ...wanted }
  const settled = JSON.stringify(asked) === JSON.stringify(wanted) && !plan.isPlaceholderData
  const ready = body !== null && settled && possible.length > 0 && !plan.isError
  const run = useDeed({
    // Those that were not even asked for are told of once more afterwards.
    run: (left: readonly Renewal[]) =>
      askServer<RenewalReport>(path, { method: 'POST', body, once: true }).then(report => ({
        ...report,
        renewals: [...report.renewals, ...left],
      })),
  })
  const done = run.data
  return (
    <Dialog
      opened
      onClose={onClose}
      title={text(done ? 'renewals.doneTitle' : 'renewals.title', { count: rows.length })}
      size="xl"
    >
      {done ? (
        <Stack>
          <RenewalList report={done} isDone />
          <Group justify="flex-end">
            <Button onClick={onClose} data-autofocus>
              {text('ui.close')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={event => {
            event.preventDefault()
            if (ready) run.mutate(planned.filter(({ obstacle }) => obstacle !== null))
          }}
        >
          <Stack>
            <Text size="sm" c="dimmed">
              {text('renewals.help')}
            </Text>
            <TermChoice
              label={text('license.renewBy')}
              months={months}
              onChange={setMonths}
              others={[
                { label: text('issuing.untilDay'), months: untilDay },
                { label: text('license.keepEnd'), months: keepEnd },
              ]}
            />
            <Group grow align="flex-start">
              {months === untilDay && (
                <TextInput
                  label={text('issuing.expiresAt')}
                  description={text('issuing.expiresAtHelp')}
                  type="date"
                  required
                  onChange={event => setLastDay(lastSecondOf(event.currentTarget.value))}
                />
              )}
              <TextInput
                label={text('license.reasonOptional')}
                maxLength={500}
                value={reason}
                onChange={event => setReason(event.currentTarget.value)}
              />
            </Group>
            <section aria-label={text('ui.effect')} aria-live="polite">
              <Text fw={600} size="sm" mb={6}>
                {text('ui.effect')}
              </Text>
              <Refusal error={plan.error} />
              {asked === null ? (
                <Text size="sm" c="dimmed">
                  {text('license.effectLater')}
                </Text>
              ) : plan.data ? (
                <RenewalList report={plan.data} />
              ) : (
                !plan.isError && <RowsSkeleton rows={Math.min(rows.length, 6)} />
              )}
            </section>
            <FormActions
              deed={run}
              disabled={!ready}
              extra={<CurlButton call={ready ? { path, body } : null} />}
              onCancel={onClose}
            >
              {text('renewals.do', { count: possible.length })}
            </FormActions>
          </Stack>
        </form>
      )}
    </Dialog>
  )
}

/** What is asked for; null while the day is missing. */
function endOf(months: number, lastDay: number | null): object | null {
  if (months === keepEnd) return { keepEnd: true }
  if (months !== untilDay) return { term: `P${months}M` }
  return lastDay === null ? null : { expiresAt: lastDay }
}
