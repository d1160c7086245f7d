import type { ReactNode } from 'react'
import classes from './fact-list.module.css'

export interface Fact {
  /** Stable within the list. */
  id: string
  label: string
  /** The technical name, where people look for it: a claim, a variable. */
  term?: string
  value: ReactNode
}

/** Names and values in two aligned columns; one above the other on a phone. `wide` sets them in two. */
export function FactList({ facts, wide = false }: { facts: readonly Fact[]; wide?: boolean }) {
  return (
    <dl className={classes.list} data-wide={wide || undefined}>
      {facts.map(fact => (
        <div key={fact.id} className={classes.fact}>
          <dt className={classes.label}>
            {fact.label}
            {fact.term !== undefined && <code className={classes.term}>{fact.term}</code>}
          </dt>
          <dd className={classes.value}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
