import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './page-header.module.css'

export interface PageHeaderProps {
  title: string
  /** The page's answer in words, or what it is for. */
  answer?: ReactNode
  actions?: ReactNode
  /** Where this page belongs: a link back. */
  back?: ReactNode
}

/** The top of a page: its one idea, its answer in words, what can be done. */
export function PageHeader({ title, answer, actions, back }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        {back !== undefined && <div className={classes.back}>{back}</div>}
        <Title order={1}>{title}</Title>
        {answer !== undefined && <div className={classes.answer}>{answer}</div>}
      </div>
      {actions !== undefined && (
        <div className={classes.actions} data-noprint>
          {actions}
        </div>
      )}
    </header>
  )
}
