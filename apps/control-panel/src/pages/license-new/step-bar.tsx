import { Progress, Stepper, Text } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import classes from './step-bar.module.css'

export interface StepBarProps {
  names: readonly string[]
  /** Counted from 0. */
  active: number
  /** Goes back to a step that is done; from the last one nothing leads back. */
  onStep: (step: number) => void
}

/** How far one has come: every step by name, or on a phone the present one and a bar. */
export function StepBar({ names, active, onStep }: StepBarProps) {
  const { text } = useText()
  const last = names.length - 1
  const now = text('issuing.stepOf', {
    number: active + 1,
    count: names.length,
    name: names[active] ?? '',
  })
  return (
    <>
      <div className={classes.wide}>
        <Stepper
          active={active}
          onStepClick={step => {
            if (step < active && active !== last) onStep(step)
          }}
          size="sm"
          allowNextStepsSelect={false}
        >
          {names.map(name => (
            <Stepper.Step key={name} label={name} allowStepSelect={active !== last} />
          ))}
        </Stepper>
      </div>
      <div className={classes.narrow}>
        <Text size="sm" fw={600} mb={6}>
          {now}
        </Text>
        <Progress value={((active + 1) / names.length) * 100} size="sm" aria-label={now} />
      </div>
    </>
  )
}
