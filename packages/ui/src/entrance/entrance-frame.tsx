import { Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { NowProvider } from '../clock/now-provider.tsx'
import { speak } from '../language/language.ts'
import { LanguageSwitch } from '../language/language-switch.tsx'
import { useUiText } from '../language/use-ui-text.ts'
import { Brand } from '../layout/brand.tsx'
import { useProduct } from '../look/product.ts'
import { ThemeSwitch } from '../look/theme-switch.tsx'
import classes from './entrance-frame.module.css'

export interface EntranceFrameProps {
  title: string
  lead?: ReactNode
  wide?: boolean
  /** What the server says about itself before anybody is signed in. */
  about: { version: string; evaluation: boolean }
  children: ReactNode
}

/** The pages before the sign-in: one card, with language and look within reach. */
export function EntranceFrame({ title, lead, wide, about, children }: EntranceFrameProps) {
  const { text, language } = useUiText()
  const product = useProduct()
  const [openedAt] = useState(() => Math.floor(Date.now() / 1000))
  return (
    <NowProvider serverNow={openedAt}>
      <title>{`${title} · ${product}`}</title>
      <div className={classes.entrance} data-wide={wide || undefined}>
        <header className={classes.brand}>
          <Brand evaluation={about.evaluation} />
        </header>
        <main id="main" className={classes.card}>
          <Stack gap="lg">
            <div>
              <Title order={1}>{title}</Title>
              {lead !== undefined && (
                <Text c="dimmed" mt={4}>
                  {lead}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </main>
        <section className={classes.choices} aria-label={text('entrance.choices')}>
          <LanguageSwitch value={language === 'de' ? 'de' : 'en'} onChange={choice => void speak(choice)} />
          <ThemeSwitch />
        </section>
        <Text size="xs" c="dimmed" component="footer">
          {product} {about.version} · {text('entrance.local')}
        </Text>
      </div>
    </NowProvider>
  )
}
