import type { LicenseDetail } from '@licet/api/control'
import { NumberInput, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { DeedDialog } from './deed-dialog.tsx'

const seatsMax = 1_000_000

/** More seats until the same end: a new revision. */
export function SeatsDialog({ license, onClose }: { license: LicenseDetail; onClose: () => void }) {
  const { text } = useText()
  const [more, setMore] = useState<number | string>(5)
  const [reason, setReason] = useState('')
  const seats = license.seats + Number(more)
  const valid = Number.isInteger(seats) && seats > license.seats && seats <= seatsMax
  const body = valid ? { seats, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) } : null
  return (
    <DeedDialog license={license} deed="seats" body={body} onClose={onClose}>
      <Stack gap="sm">
        <NumberInput
          label={text('license.seatsMore')}
          description={text('license.seatsNow', { count: license.seats })}
          min={1}
          max={seatsMax - license.seats}
          allowDecimal={false}
          data-autofocus
          value={more}
          onChange={setMore}
          maw={240}
        />
        <TextInput
          label={text('license.reasonOptional')}
          maxLength={500}
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
        />
      </Stack>
    </DeedDialog>
  )
}
