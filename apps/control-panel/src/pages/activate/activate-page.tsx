import type { offlineActivated } from '@licet/api/control'
import { askServer, EntranceFrame, useDeed } from '@licet/ui'
import { Button, Stack, Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { useText } from '../../language/use-text.ts'
import { aboutQuery } from '../../server/queries.ts'
import { readRequest } from '../offline/read-request.ts'
import { RequestBox } from '../offline/request-box.tsx'
import { RequestNotice } from '../offline/request-notice.tsx'
import { CodeReady } from './code-ready.tsx'
import { examineKey } from './examine-key.ts'
import { KeyField } from './key-field.tsx'
import { readyToSend } from './ready-to-send.ts'
import { RefusalAdvice } from './refusal-advice.tsx'
import { Step } from './step.tsx'
import { Troubleshooting } from './troubleshooting.tsx'

export type OfflineActivated = z.infer<typeof offlineActivated>

/** For a customer without an account: license key and machine in, activation code out; on a phone as well. */
export function ActivatePage() {
  const { text } = useText()
  const { data: about } = useSuspenseQuery(aboutQuery)
  const [key, setKey] = useState('')
  const [machine, setMachine] = useState('')
  const [shown, setShown] = useState('')
  const request = readRequest(machine)
  const body = readyToSend(examineKey(key), request)
  const activate = useDeed({
    run: (asked: object) =>
      askServer<OfflineActivated>('/v1/licenses/offline', { method: 'POST', body: asked }),
  })
  const change = (set: (value: string) => void) => (value: string) => {
    set(value)
    activate.reset()
  }
  return (
    <EntranceFrame title={text('manual.title')} lead={text('manual.lead')} wide about={about}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (body !== null) activate.mutate(body)
        }}
      >
        <Stack gap="xl">
          <Step number={1} title={text('manual.step1')} help={text('manual.step1Help')}>
            <KeyField value={key} onChange={change(setKey)} />
          </Step>
          <Step number={2} title={text('manual.step2')} help={text('manual.step2Help')}>
            <Stack gap="sm">
              <RequestBox value={machine} onChange={change(setMachine)} />
              <div aria-live="polite">
                <RequestNotice request={request} />
              </div>
              <Button type="submit" size="md" disabled={body === null} loading={activate.isPending}>
                {text('manual.get')}
              </Button>
              {body === null && (
                <Text size="sm" c="dimmed">
                  {text('manual.notYet')}
                </Text>
              )}
              <RefusalAdvice error={activate.error} onOpen={setShown} />
            </Stack>
          </Step>
          <Step number={3} title={text('manual.step3')} help={text('manual.step3Help')}>
            <div aria-live="polite">
              {activate.data === undefined ? (
                <Text size="sm" c="dimmed">
                  {text('manual.step3Empty')}
                </Text>
              ) : (
                <CodeReady answer={activate.data} />
              )}
            </div>
          </Step>
        </Stack>
      </form>
      <Troubleshooting shown={shown} onShow={setShown} />
    </EntranceFrame>
  )
}
