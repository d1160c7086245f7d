import { toneClass } from '@licet/ui'
import { VisuallyHidden } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useText } from '../../language/use-text.ts'
import type { UidExamination } from './examine-uid.ts'
import classes from './uid-groups.module.css'

const tones = { full: 'ok', part: 'info', empty: 'calm', wrong: 'danger' } as const

/** Reads a machine UID back, group by group, and points at the one that is mistyped. */
export function UidGroups({ examination }: { examination: UidExamination }) {
  const { text } = useText()
  return (
    <ol className={classes.groups} aria-label={text('request.groups')}>
      {examination.groups.map((group, index) => (
        <li key={index} className={toneClass(tones[group.is])} data-is={group.is}>
          <code>{group.text === '' ? '·····' : group.text}</code>
          {group.is === 'full' && <IconCheck size={12} aria-hidden />}
          {group.is === 'wrong' && <IconX size={12} aria-hidden />}
          <VisuallyHidden>{text(`request.group.${group.is}`)}</VisuallyHidden>
        </li>
      ))}
    </ol>
  )
}
