import type { keyReissued, LicenseDetail } from '@licet/api/control'
import { askServer, ConfirmByName, Dialog, SecretOnce, useDeed } from '@licet/ui'
import { Text } from '@mantine/core'
import type { z } from 'zod'
import { useText } from '../../language/use-text.ts'
import { CurlButton } from '../../server/curl-button.tsx'
import classes from './reissue-dialog.module.css'

/** A new short key instead of the old one; shown once. */
export function ReissueDialog({ license, onClose }: { license: LicenseDetail; onClose: () => void }) {
  const { text } = useText()
  const path = `/v1/licenses/${encodeURIComponent(license.id)}/reissue-key`
  const body = {}
  const reissue = useDeed({
    run: () => askServer<z.infer<typeof keyReissued>>(path, { method: 'POST', body, once: true }),
  })
  if (reissue.data) {
    return (
      <Dialog opened onClose={onClose} title={text('license.newKey')} size="lg">
        <SecretOnce value={reissue.data.key} label={text('issuing.keyName')} />
      </Dialog>
    )
  }
  return (
    <ConfirmByName
      opened
      onClose={onClose}
      title={text('license.deed.reissue')}
      effect={
        <Text size="sm" component="div">
          {text(license.keyHint === null ? 'license.reissueFirst' : 'license.reissueEffect', {
            hint: license.keyHint,
          })}
          <div className={classes.curl}>
            <CurlButton call={{ path, body }} />
          </div>
        </Text>
      }
      word={license.customer.name}
      action={text('license.deed.reissue')}
      deed={reissue}
      onConfirm={() => reissue.mutate()}
    />
  )
}
