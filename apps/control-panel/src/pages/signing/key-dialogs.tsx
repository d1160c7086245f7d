import { ConfirmByName, Refusal, useDeed } from '@licet/ui'
import { Skeleton, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { ImpactList } from './impact-list.tsx'
import { changeKey, type KeyDeed, type SigningKey } from './signing-queries.ts'

interface Asked {
  key: SigningKey
  deed: KeyDeed
}

/** The question before a key is activated, retired or withdrawn, with what it does to licenses. */
export function KeyDialogs({ asked, onClose }: { asked: Asked | null; onClose: () => void }) {
  return asked === null ? null : <KeyDialog asked={asked} onClose={onClose} />
}

function KeyDialog({ asked: { key, deed }, onClose }: { asked: Asked; onClose: () => void }) {
  const { text } = useText()
  const [reason, setReason] = useState('')
  const preview = useQuery({
    queryKey: ['signing-keys', 'effect', key.kid, deed],
    queryFn: () => changeKey(key.kid, deed, { preview: true }),
    gcTime: 0,
    retry: false,
  })
  const change = useDeed({
    run: () => changeKey(key.kid, deed, reason.trim() === '' ? {} : { reason: reason.trim() }),
    done: text('signing.done', { kid: key.kid }),
    onDone: onClose,
  })
  return (
    <ConfirmByName
      opened
      onClose={onClose}
      title={text(`signing.ask.${deed}.title`, { kid: key.kid })}
      word={key.kid}
      action={text(`signing.ask.${deed}.action`)}
      deed={change}
      onConfirm={() => change.mutate()}
      effect={
        <Stack gap="sm">
          <Text size="sm">{text(`signing.ask.${deed}.effect`)}</Text>
          <Refusal error={preview.error} />
          {preview.isPending && <Skeleton height={60} />}
          {preview.data !== undefined && <ImpactList effect={preview.data.effect} deed={deed} />}
          <Textarea
            label={text('signing.reason')}
            maxLength={500}
            value={reason}
            onChange={event => setReason(event.currentTarget.value)}
          />
        </Stack>
      }
    />
  )
}
