import { Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import classes from './pane.module.css'

export interface PaneProps {
  title?: string
  /** One sentence below the title. */
  lead?: ReactNode
  /** Stands at the right of the title. */
  aside?: ReactNode
  children: ReactNode
  /** Without inner space, for tables. */
  flush?: boolean
}

/** A quiet card with a heading: one thought. */
export function Pane({ title, lead, aside, children, flush = false }: PaneProps) {
  const id = useId()
  return (
    <section
      className={classes.pane}
      data-flush={flush || undefined}
      aria-labelledby={title === undefined ? undefined : id}
    >
      {title !== undefined && (
        <div className={classes.head}>
          <div>
            <Title order={2} id={id}>
              {title}
            </Title>
            {lead !== undefined && <div className={classes.lead}>{lead}</div>}
          </div>
          {aside !== undefined && <div className={classes.aside}>{aside}</div>}
        </div>
      )}
      {children}
    </section>
  )
}
