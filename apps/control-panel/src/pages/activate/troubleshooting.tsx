import { Text, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useText } from '../../language/use-text.ts'
import { helpCases } from './help-cases.ts'
import classes from './troubleshooting.module.css'

/** What can go wrong, each with its cause and its remedy; one refusal opens its own entry. */
export function Troubleshooting({ shown, onShow }: { shown: string; onShow: (id: string) => void }) {
  const { text } = useText()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const entry = shown === '' ? null : list.current?.querySelector<HTMLElement>(`#${shown} summary`)
    entry?.focus()
    entry?.scrollIntoView({ block: 'center' })
  }, [shown])
  return (
    <section aria-labelledby="troubleshooting" className={classes.section}>
      <Title order={2} id="troubleshooting" mb="xs">
        {text('manual.troubleshooting')}
      </Title>
      <div ref={list}>
        {helpCases.map(name => (
          <details
            key={name}
            id={name}
            open={shown === name}
            onToggle={event => {
              if (event.currentTarget.open !== (shown === name)) onShow(event.currentTarget.open ? name : '')
            }}
          >
            <summary>{text(`manual.help.${name}.title`)}</summary>
            <Text size="sm">{text(`manual.help.${name}.cause`)}</Text>
            <Text size="sm">{text(`manual.help.${name}.remedy`)}</Text>
            <Text size="xs" c="dimmed">
              <code>docs/troubleshooting.md#{name}</code>
            </Text>
          </details>
        ))}
      </div>
    </section>
  )
}
