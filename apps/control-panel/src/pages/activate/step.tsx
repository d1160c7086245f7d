import { Text, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import classes from './step.module.css'

/** One of the numbered steps of an activation by hand. */
export function Step(props: { number: number; title: string; help: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={classes.step} aria-labelledby={id}>
      <span className={classes.number} aria-hidden>
        {props.number}
      </span>
      <div className={classes.body}>
        <Title order={2} id={id}>
          {props.title}
        </Title>
        <Text size="sm" c="dimmed" mb="sm">
          {props.help}
        </Text>
        {props.children}
      </div>
    </section>
  )
}
