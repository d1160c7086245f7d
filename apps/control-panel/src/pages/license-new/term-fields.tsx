import { fromDateInput, toDateInput } from '@licet/ui'
import { Group, Input, NumberInput, SegmentedControl, Stack, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useText } from '../../language/use-text.ts'
import type { IssueForm } from './issue-form.ts'

const presetMonths = [1, 3, 6, 12] as const
const daySeconds = 86_400

/** How long the license lasts: months by name, any number of them for a timed one, or until a day. */
export function TermFields({ form }: { form: UseFormReturnType<IssueForm> }) {
  const { text } = useText()
  const { timed, months, startsAt, expiresAt } = form.values
  const choices = [
    ...presetMonths.map(count => ({ value: String(count), label: text('issuing.months', { count }) })),
    { value: timed ? 'other' : '0', label: text(timed ? 'issuing.otherMonths' : 'issuing.untilDay') },
  ]
  const chosen = presetMonths.some(count => count === months)
    ? String(months)
    : (choices.at(-1)?.value ?? '0')
  return (
    <Stack gap="xs">
      <Input.Wrapper
        label={text('issuing.term')}
        description={text(timed ? 'issuing.termTimed' : 'issuing.termFromStart')}
        error={form.errors.months}
      >
        <SegmentedControl
          mt={6}
          aria-label={text('issuing.term')}
          value={chosen}
          onChange={value => form.setFieldValue('months', value === 'other' ? 2 : Number(value))}
          transitionDuration={0}
          data={choices}
        />
      </Input.Wrapper>
      <Group align="flex-start">
        {timed && chosen === 'other' && (
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
            onChange={event => form.setFieldValue('startsAt', fromDateInput(event.currentTarget.value))}
          />
        )}
        {!timed && months === 0 && (
          <TextInput
            label={text('issuing.expiresAt')}
            description={text('issuing.expiresAtHelp')}
            type="date"
            required
            value={expiresAt === null ? '' : toDateInput(expiresAt - daySeconds + 1)}
            onChange={event => {
              const day = fromDateInput(event.currentTarget.value)
              form.setFieldValue('expiresAt', day === null ? null : day + daySeconds - 1)
            }}
            error={form.errors.expiresAt}
          />
        )}
      </Group>
    </Stack>
  )
}
