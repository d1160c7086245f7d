import { type Language, languages, Pane } from '@licet/ui'
import { Button, Code, CopyButton, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import classes from './mail-pane.module.css'
import { type MailFacts, mailText } from './mail-text.ts'

/** A letter to the customer, ready to be copied into one's own mail, in the language of the customer. */
export function MailPane({ facts }: { facts: MailFacts }) {
  const { text, language: spoken } = useText()
  const [language, setLanguage] = useState<Language>(spoken === 'de' ? 'de' : 'en')
  const { subject, body } = mailText(facts, language)
  return (
    <Pane title={text('mail.title')} lead={text('mail.lead')}>
      <Stack gap="sm" align="flex-start">
        <SegmentedControl
          aria-label={text('mail.language')}
          size="sm"
          value={language}
          onChange={value => setLanguage(value === 'de' ? 'de' : 'en')}
          data={languages.map(({ value, label }) => ({ value, label }))}
        />
        <Text size="sm" lang={language}>
          <Text span c="dimmed">
            {text('mail.subject')}
          </Text>{' '}
          <Text span fw={560}>
            {subject}
          </Text>
        </Text>
        {/* Reached by keyboard, as it scrolls. */}
        <Code
          block
          w="100%"
          className={classes.letter}
          lang={language}
          tabIndex={0}
          aria-label={text('mail.title')}
        >
          {body}
        </Code>
        <Group gap="sm">
          <Copy label={text('mail.copyBody')} value={body} />
          <Copy label={text('mail.copySubject')} value={subject} />
        </Group>
      </Stack>
    </Pane>
  )
}

function Copy({ label, value }: { label: string; value: string }) {
  const { text } = useText()
  return (
    <CopyButton value={value} timeout={2000}>
      {({ copied, copy }) => (
        <Button
          size="sm"
          variant="default"
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={copy}
        >
          {copied ? text('ui.copied') : label}
        </Button>
      )}
    </CopyButton>
  )
}
