import { Chip, Input } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../language/use-text.ts'
import classes from './term-choice.module.css'

/** Terms that are sold so often that they have a button. */
const presetMonths: readonly number[] = [1, 3, 6, 12]

export interface TermChoiceProps {
  label: string
  description?: string
  /** One of the terms by name, or anything else for the last choice. */
  months: number
  onChange: (months: number) => void
  /** What stands behind the named terms: its word, and the months it begins with; the last takes every number that has no word. */
  others: readonly { label: string; months: number }[]
  error?: ReactNode
}

/** How many months: the usual ones side by side, then whatever else is possible. */
export function TermChoice({ label, description, months, onChange, others, error }: TermChoiceProps) {
  const { text } = useText()
  const isNamed = presetMonths.includes(months) || others.some(other => other.months === months)
  const chosen = isNamed ? months : others.at(-1)?.months
  const choices = [
    ...presetMonths.map(count => ({ label: text('issuing.months', { count }), months: count })),
    ...others,
  ]
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <Chip.Group value={String(chosen)} onChange={value => onChange(Number(value))}>
        <div className={classes.choices} role="radiogroup" aria-label={label}>
          {choices.map(choice => (
            <Chip
              key={choice.months}
              value={String(choice.months)}
              variant="outline"
              radius="md"
              classNames={{ label: classes.choice }}
            >
              {choice.label}
            </Chip>
          ))}
        </div>
      </Chip.Group>
    </Input.Wrapper>
  )
}
