import type { ActivationReport } from '@licet/api'
import { askServer, Notice, Page, Pane, Refusal, TextLink, useDeed } from '@licet/ui'
import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { activationQuery, licenseQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'

interface Values {
  licenseKey?: string
  activationCode?: string
}

/** License key and activation code as plain fields, for when there is no other way. */
export function AdvancedPage() {
  const { text } = useText()
  const { data: report } = useQuery(activationQuery)
  const [key, setKey] = useState('')
  const [code, setCode] = useState('')
  const save = useDeed({
    run: (values: Values) =>
      askServer<ActivationReport>('/api/activation/advanced', { method: 'PUT', body: values }),
    done: text('advanced.saved'),
    onDone: () => {
      setKey('')
      setCode('')
    },
  })
  const managed = useQuery(licenseQuery).data?.managed === true
  const hint = report?.advanced.licenseKey ?? null
  return (
    <Page
      title={text('advanced.title')}
      answer={text('advanced.lead')}
      back={<TextLink to="/license/machine">← {text('machine.link')}</TextLink>}
    >
      <Pane>
        <form
          onSubmit={event => {
            event.preventDefault()
            save.mutate({
              ...(key.trim() !== '' && { licenseKey: key }),
              ...(code.trim() !== '' && { activationCode: code }),
            })
          }}
        >
          <Stack maw={640}>
            {managed && <Notice tone="notice">{text('license.managedHint')}</Notice>}
            {report?.advanced.activationCodeManaged === true && (
              <Notice>{text('advanced.codeManaged')}</Notice>
            )}
            <TextInput
              label={text('advanced.key')}
              description={`${text('advanced.keyHelp')} ${
                hint === null ? text('advanced.keyNone') : text('advanced.keyNow', { key: hint })
              }`}
              value={key}
              disabled={managed}
              autoComplete="off"
              spellCheck={false}
              onChange={event => setKey(event.currentTarget.value)}
            />
            <Textarea
              label={text('advanced.code')}
              description={text('advanced.codeHelp')}
              value={code}
              autosize
              minRows={4}
              maxRows={10}
              autoComplete="off"
              spellCheck={false}
              onChange={event => setCode(event.currentTarget.value)}
            />
            <Refusal error={save.error} />
            <Group>
              <Button
                type="submit"
                disabled={key.trim() === '' && code.trim() === ''}
                loading={save.isPending}
              >
                {text('advanced.save')}
              </Button>
              {hint !== null && (
                <Button variant="default" disabled={managed} onClick={() => save.mutate({ licenseKey: '' })}>
                  {text('advanced.clear')}
                </Button>
              )}
            </Group>
          </Stack>
        </form>
      </Pane>
    </Page>
  )
}
