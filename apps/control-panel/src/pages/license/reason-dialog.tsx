import type { LicenseDetail } from '@licet/api/control'
import { useState } from 'react'
import { DeedDialog } from './deed-dialog.tsx'
import { ReasonField } from './reason-field.tsx'

/** Deeds that need nothing but a reason; revoking also asks for the customer's name, as it is for good. */
export function ReasonDialog(props: {
  license: LicenseDetail
  deed: 'suspend' | 'reinstate' | 'revoke'
  onClose: () => void
}) {
  const { license, deed, onClose } = props
  const [reason, setReason] = useState('')
  return (
    <DeedDialog
      license={license}
      deed={deed}
      body={reason.trim() === '' ? null : { reason: reason.trim() }}
      word={deed === 'revoke' ? license.customer.name : undefined}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} />
    </DeedDialog>
  )
}
