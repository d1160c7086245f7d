import { askServer, FormActions, useDeed } from '@licet/ui'
import { NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ServiceKey, ServiceKeyCreated } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import { NewKey } from './new-key.tsx'

const overlaps = [
  { seconds: 0, id: 'none' },
  { seconds: 3_600, id: 'hour' },
  { seconds: 86_400, id: 'day' },
  { seconds: 604_800, id: 'week' },
] as const

/** Makes a new key for the same product; the old one works on for a while, so that nothing breaks meanwhile. */
export function RotateKey({ serviceKey, onClose }: { serviceKey: ServiceKey; onClose: () => void }) {
  const { text } = useText()
  const [overlapSeconds, setOverlapSeconds] = useState(86_400)
  const [created, setCreated] = useState<ServiceKeyCreated | null>(null)
  const rotate = useDeed({
    run: () =>
      askServer<ServiceKeyCreated>(`/api/service-keys/${encodeURIComponent(serviceKey.id)}/rotate`, {
        method: 'POST',
        body: { overlapSeconds },
      }),
    onDone: setCreated,
  })
  if (created !== null) return <NewKey created={created} onClose={onClose} />
  return (
    <Stack>
      <Text size="sm">{text('keys.rotateEffect')}</Text>
      <NativeSelect
        label={text('keys.overlap')}
        value={overlapSeconds}
        onChange={event => setOverlapSeconds(Number(event.currentTarget.value))}
        data={overlaps.map(({ seconds, id }) => ({
          value: String(seconds),
          label: text(`keys.overlaps.${id}`),
        }))}
      />
      <FormActions deed={rotate} onCancel={onClose} onSubmit={() => rotate.mutate()}>
        {text('keys.rotate')}
      </FormActions>
    </Stack>
  )
}
