import type { ActivationReport } from '@licet/api'
import { type Fact, FactList, Moment, Pane, StateChip } from '@licet/ui'
import { Text } from '@mantine/core'
import { useMachineText } from '../language/use-machine-text.ts'
import { type Translate, useText } from '../language/use-text.ts'

const outcomeTones = { answered: 'ok', refused: 'danger', unreachable: 'notice' } as const

/** When the activation server was heard last, what it said, and when it is asked next. */
export function ContactPane({ report }: { report: ActivationReport }) {
  const { text } = useText()
  const { control } = report
  if (control.host === null) {
    return (
      <Pane title={text('machine.contact')}>
        <Text size="sm">{text('machine.noContact')}</Text>
      </Pane>
    )
  }
  const moment = (at: number | null) => (at === null ? text('machine.never') : <Moment at={at} />)
  const facts: Fact[] = [
    { id: 'server', label: text('machine.server'), value: <code>{control.host}</code> },
    { id: 'beat', label: text('machine.heartbeat'), value: everySoOften(control.heartbeatSeconds, text) },
    { id: 'answered', label: text('machine.lastAnswer'), value: moment(control.lastAnsweredAt) },
    {
      id: 'last',
      label: text('machine.lastContact'),
      value: control.lastContact === null ? text('machine.never') : <LastContact report={report} />,
    },
    ...(control.nextContactAt === null
      ? []
      : [{ id: 'next', label: text('machine.nextContact'), value: moment(control.nextContactAt) }]),
  ]
  return (
    <Pane title={text('machine.contact')} lead={text('machine.contactLead')}>
      <FactList facts={facts} wide={report.activation === null} />
    </Pane>
  )
}

function LastContact({ report }: { report: ActivationReport }) {
  const { text } = useText()
  const machineText = useMachineText()
  const { lastContact, failures } = report.control
  if (lastContact === null) return null
  const { at, outcome, code } = lastContact
  const said = machineText.contact(lastContact)
  return (
    <div>
      <StateChip tone={outcomeTones[outcome]}>{text(`machine.${outcome}`)}</StateChip> <Moment at={at} />
      {said !== '' && <Text size="sm">{said}</Text>}
      {code !== '' && (
        <Text size="sm" c="dimmed">
          <code>{code}</code>
          {failures > 0 && <> · {text('machine.failures', { count: failures })}</>}
        </Text>
      )}
    </div>
  )
}

function everySoOften(seconds: number | null, text: Translate): string {
  if (seconds === null) return text('machine.noHeartbeat')
  return seconds >= 3600
    ? text('machine.everyHours', { count: Math.round(seconds / 3600) })
    : text('machine.everyMinutes', { count: Math.round(seconds / 60) })
}
