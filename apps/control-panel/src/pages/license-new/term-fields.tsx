import { firstSecondOf, lastSecondOf } from '@licet/license'
import { toDateInput } from '@licet/ui'
import { Group, NumberInput, Stack, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { TermChoice } from '../../claims/term-choice.tsx'
import { untilDay } from '../../claims/term-end.ts'
import { useText } from '../../language/use-text.ts'
import type { IssueForm } from './issue-form.ts'

/** How long the license lasts: months by name, any number of them for a timed one, or until a day. */
export function TermFields({ form }: { form: UseFormReturnType<IssueForm> }) {
  const { text } = useText()
  const { timed, months, startsAt, expiresAt } = form.values
  const other = ![1, 3, 6, 12].includes(months)
  return (
    <Stack gap="xs">
      <TermChoice
        label={text('issuing.term')}
        description={text(timed ? 'issuing.termTimed' : 'issuing.termFromStart')}
        months={months}
        onChange={count => form.setFieldValue('months', count)}
        others={[
          timed
            ? { label: text('issuing.otherMonths'), months: 2 }
            : { label: text('issuing.untilDay'), months: untilDay },
        ]}
        error={form.errors.months}
      />
      <Group align="flex-start">
        {timed && other && (
          <NumberInput
            label={text('issuing.monthCount')}
            min={1}
            max={12}
            allowDecimal={false}
            {...form.getInputProps('months')}
          />
        )}
        {!timed && (
          <TextInput
            label={text('issuing.startsAt')}
            description={text('issuing.startsAtHelp')}
            type="date"
            value={startsAt === null ? '' : toDateInput(startsAt)}
            onChange={event => form.setFieldValue('startsAt', firstSecondOf(event.currentTarget.value))}
          />
        )}
        {!timed && months === untilDay && (
          <TextInput
            label={text('issuing.expiresAt')}
            description={text('issuing.expiresAtHelp')}
            type="date"
            required
            value={expiresAt === null ? '' : toDateInput(expiresAt)}
            onChange={event => form.setFieldValue('expiresAt', lastSecondOf(event.currentTarget.value))}
            error={form.errors.expiresAt}
          />
        )}
      </Group>
    </Stack>
  )
}
