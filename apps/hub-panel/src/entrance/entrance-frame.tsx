import { LanguageSwitch, NowProvider, ThemeSwitch } from '@licet/ui'
import { Stack, Text, Title } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { aboutQuery } from '../hub/queries.ts'
import { speak } from '../language/language.ts'
import { useText } from '../language/use-text.ts'
import { Brand } from '../shell/brand.tsx'
import classes from './entrance-frame.module.css'

/** The pages before the sign-in: one card, with language and look within reach. */
export function EntranceFrame(props: {
  title: string
  lead?: ReactNode
  wide?: boolean
  children: ReactNode
}) {
  const { text, language } = useText()
  const [openedAt] = useState(() => Math.floor(Date.now() / 1000))
  const { data: about } = useSuspenseQuery(aboutQuery)
  return (
    <NowProvider serverNow={openedAt}>
      <title>{`${props.title} · Licet Hub`}</title>
      <div className={classes.entrance} data-wide={props.wide || undefined}>
        <header className={classes.brand}>
          <Brand evaluation={about.evaluation} />
        </header>
        <main className={classes.card}>
          <Stack gap="lg">
            <div>
              <Title order={1}>{props.title}</Title>
              {props.lead !== undefined && (
                <Text c="dimmed" mt={4}>
                  {props.lead}
                </Text>
              )}
            </div>
            {props.children}
          </Stack>
        </main>
        <section className={classes.choices} aria-label={text('entrance.choices')}>
          <LanguageSwitch value={language === 'de' ? 'de' : 'en'} onChange={choice => void speak(choice)} />
          <ThemeSwitch />
        </section>
        <Text size="xs" c="dimmed" component="footer">
          {about.name} {about.version} · {text('entrance.local')}
        </Text>
      </div>
    </NowProvider>
  )
}
