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
  /** What stands behind the named terms: its word, and the months it begins with. */
  other: { label: string; months: number } | null
  error?: ReactNode
}

/** How many months: the usual ones side by side, then whatever else is possible. */
export function TermChoice({ label, description, months, onChange, other, error }: TermChoiceProps) {
  const { text } = useText()
  const named = presetMonths.includes(months)
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <Chip.Group
        value={named ? String(months) : 'other'}
        onChange={value => onChange(value === 'other' ? (other?.months ?? 0) : Number(value))}
      >
        <div className={classes.choices} role="radiogroup" aria-label={label}>
          {presetMonths.map(count => (
            <Chip
              key={count}
              value={String(count)}
              variant="outline"
              radius="md"
              classNames={{ label: classes.choice }}
            >
              {text('issuing.months', { count })}
            </Chip>
          ))}
          {other !== null && (
            <Chip value="other" variant="outline" radius="md" classNames={{ label: classes.choice }}>
              {other.label}
            </Chip>
          )}
        </div>
      </Chip.Group>
    </Input.Wrapper>
  )
}
