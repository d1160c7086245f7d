import { CopyableId, QrCode } from '@licet/ui'
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { saveFile } from '../download/save-file.ts'
import { askHub } from '../hub/hub-client.ts'
import { Refusal } from '../hub/refusal.tsx'
import type { SecondFactorStarted } from '../hub/shapes.ts'
import { useDeed } from '../hub/use-deed.ts'
import { useText } from '../language/use-text.ts'
import classes from './second-factor-setup.module.css'

/** Scan, keep the recovery codes, confirm with a first code. Nothing counts before the last step. */
export function SecondFactorSetup({ started, onDone }: { started: SecondFactorStarted; onDone: () => void }) {
  const { text } = useText()
  const [code, setCode] = useState('')
  const confirm = useDeed({
    run: () => askHub('/api/profile/second-factor/confirm', { method: 'POST', body: { code: code.trim() } }),
    done: text('profile.secondFactorOn'),
    onDone,
  })
  return (
    <ol className={classes.steps}>
      <li>
        <Text fw={600}>{text('profile.scan')}</Text>
        <div className={classes.scan}>
          <QrCode value={started.uri} label={text('users.secondFactor')} size={190} />
          <div>
            <Text size="sm" mb={4}>
              {text('profile.typeInstead')}
            </Text>
            <CopyableId value={started.secret} label={text('profile.secret')} kept={0} />
          </div>
        </div>
      </li>
      <li>
        <Text fw={600}>{text('profile.keepCodes')}</Text>
        <Text size="sm" c="dimmed">
          {text('profile.keepCodesHelp')}
        </Text>
        <ul className={classes.codes} aria-label={text('profile.recoveryCodes')}>
          {started.recoveryCodes.map(recovery => (
            <li key={recovery}>{recovery}</li>
          ))}
        </ul>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} aria-hidden />}
          onClick={() =>
            saveFile('licet-recovery-codes.txt', `${started.recoveryCodes.join('\n')}\n`, 'text/plain')
          }
        >
          {text('profile.downloadCodes')}
        </Button>
      </li>
      <li>
        <form
          onSubmit={event => {
            event.preventDefault()
            confirm.mutate()
          }}
        >
          <Stack gap="sm">
            <Group align="flex-end" gap="sm">
              <TextInput
                label={text('profile.firstCode')}
                value={code}
                onChange={event => setCode(event.currentTarget.value)}
                inputMode="numeric"
                autoComplete="one-time-code"
                required
              />
              <Button type="submit" loading={confirm.isPending}>
                {text('profile.turnOn')}
              </Button>
              <Button variant="subtle" onClick={onDone}>
                {text('shell.cancel')}
              </Button>
            </Group>
            <Refusal error={confirm.error} />
          </Stack>
        </form>
      </li>
    </ol>
  )
}
