import type { LicenseDetail } from '@licet/api/control'
import { Dialog, FormActions, Refusal, RowsSkeleton, useDeed } from '@licet/ui'
import { Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { CurlButton } from '../../server/curl-button.tsx'
import { askDeed, deedPath, type LicenseDeed } from './deed-request.ts'
import { EffectView } from './effect-view.tsx'

const pauseMilliseconds = 350

export interface DeedDialogProps {
  license: LicenseDetail
  deed: LicenseDeed
  /** What is sent; null while something is missing, and then nothing is asked. */
  body: Readonly<Record<string, unknown>> | null
  /** What has to be typed before a deed that cannot be taken back; left out for others. */
  word?: string
  onClose: () => void
  /** The fields of the deed. */
  children: ReactNode
}

/** A deed with its effect before it is confirmed: the server tells what it would do, as often as the fields change. */
export function DeedDialog({ license, deed, body, word, onClose, children }: DeedDialogProps) {
  const { text } = useText()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(body, pauseMilliseconds)
  const preview = useQuery({
    queryKey: ['licenses', 'one', license.id, deed, asked],
    queryFn: ({ signal }) => askDeed(license, deed, { ...asked, preview: true }, { signal }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const run = useDeed({
    run: () => askDeed(license, deed, body ?? {}, { once: true }),
    done: text(`license.done.${deed}`),
    onDone: onClose,
  })
  const settled = JSON.stringify(asked) === JSON.stringify(body) && preview.data !== undefined
  const ready = body !== null && settled && !preview.isError && (word === undefined || typed.trim() === word)
  return (
    <Dialog opened onClose={onClose} title={text(`license.deed.${deed}`)} size="lg">
      <form
        onSubmit={event => {
          event.preventDefault()
          if (ready) run.mutate()
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {text(`license.deedHelp.${deed}`)}
          </Text>
          {children}
          <section aria-label={text('ui.effect')} aria-live="polite">
            <Text fw={600} size="sm" mb={6}>
              {text('ui.effect')}
            </Text>
            {asked === null ? (
              <Text size="sm" c="dimmed">
                {text('license.effectLater')}
              </Text>
            ) : (
              <>
                <Refusal error={preview.error} />
                {preview.data && !preview.isError ? (
                  <EffectView effect={preview.data.effect} license={license} />
                ) : (
                  !preview.isError && <RowsSkeleton rows={2} />
                )}
              </>
            )}
          </section>
          {word !== undefined && (
            <TextInput
              label={text('ui.typeToConfirm', { word })}
              value={typed}
              onChange={event => setTyped(event.currentTarget.value)}
              autoComplete="off"
            />
          )}
          <FormActions
            deed={run}
            disabled={!ready}
            color={word === undefined ? undefined : 'red.9'}
            extra={<CurlButton call={body && { path: deedPath(license, deed), body }} />}
            onCancel={onClose}
          >
            {text(`license.deed.${deed}`)}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  )
}
