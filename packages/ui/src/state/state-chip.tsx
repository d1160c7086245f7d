import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockHour4,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './state-chip.module.css'
import { type Tone, toneClass } from './tone.ts'

export const toneIcons = {
  ok: IconCircleCheck,
  notice: IconAlertTriangle,
  danger: IconCircleX,
  calm: IconCircleDashed,
  info: IconClockHour4,
} as const

export interface StateChipProps {
  tone: Tone
  children: ReactNode
  size?: 'sm' | 'lg'
  /** Another shape than the tone's own. */
  icon?: typeof IconCircleCheck
}

/** A state as colour, shape and word together. */
export function StateChip({ tone, children, size = 'sm', icon }: StateChipProps) {
  const Icon = icon ?? toneIcons[tone]
  return (
    <span className={`${classes.chip} ${toneClass(tone)}`} data-size={size} data-tone={tone}>
      <Icon size={size === 'lg' ? 18 : 14} stroke={2} aria-hidden />
      {children}
    </span>
  )
}
