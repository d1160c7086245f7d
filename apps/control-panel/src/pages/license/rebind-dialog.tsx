import type { LicenseDetail } from '@licet/api/control'
import { parseMachineUid } from '@licet/license'
import { NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { DeedDialog } from './deed-dialog.tsx'
import { newMachineOf } from './new-machine.ts'
import { ReasonField } from './reason-field.tsx'

/** Moves a license to another machine: by its UID or fingerprint, or to whichever activates next. */
export function RebindDialog({ license, onClose }: { license: LicenseDetail; onClose: () => void }) {
  const { text } = useText()
  const holders = license.activations.filter(({ state }) => state === 'active' || state === 'flagged')
  const [machineRow, setMachineRow] = useState(holders[0]?.id ?? '')
  const [machine, setMachine] = useState('')
  const [reason, setReason] = useState('')
  const target = newMachineOf(machine, typed => parseMachineUid(typed).installationId)
  const body =
    reason.trim() === '' || target === null
      ? null
      : { ...target, ...(holders.length > 1 ? { machineRow } : {}), reason: reason.trim() }
  return (
    <DeedDialog license={license} deed="rebind" body={body} word={license.customer.name} onClose={onClose}>
      <Stack gap="sm">
        {holders.length > 1 && (
          <NativeSelect
            label={text('license.oldMachine')}
            value={machineRow}
            onChange={event => setMachineRow(event.currentTarget.value)}
            data={holders.map(holder => ({
              value: holder.id,
              label: holder.hostname ?? holder.machineId.slice(0, 23),
            }))}
          />
        )}
        <TextInput
          label={text('license.newMachine')}
          description={text('license.newMachineHelp')}
          value={machine}
          onChange={event => setMachine(event.currentTarget.value)}
          error={target === null ? text('license.newMachineFault') : undefined}
          autoComplete="off"
          spellCheck={false}
          classNames={{ input: 'licet-mono' }}
        />
        <ReasonField value={reason} onChange={setReason} />
      </Stack>
    </DeedDialog>
  )
}
