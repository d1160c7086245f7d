import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useUiText } from '../language/use-ui-text.ts'
import { askServer } from '../server/ask-server.ts'
import { Refusal } from '../server/refusal.tsx'
import { useDeed } from '../server/use-deed.ts'
import { CopyableId } from '../text/copyable-id.tsx'
import { QrCode } from '../text/qr-code.tsx'
import { saveFile } from '../text/save-file.ts'
import classes from './second-factor-setup.module.css'

/** What the server made; shown once. */
export interface SecondFactorStarted {
  /** For the authenticator app, drawn as QR. */
  uri: string
  secret: string
  recoveryCodes: readonly string[]
}

export interface SecondFactorSetupProps {
  /** The profile's place on the server. */
  path: string
  started: SecondFactorStarted
  onDone: () => void
}

/** Scan, keep the recovery codes, confirm with a first code. Nothing counts before the last step. */
export function SecondFactorSetup({ path, started, onDone }: SecondFactorSetupProps) {
  const { text } = useUiText()
  const [code, setCode] = useState('')
  const confirm = useDeed({
    run: () => askServer(`${path}/second-factor/confirm`, { method: 'POST', body: { code: code.trim() } }),
    done: text('profile.secondFactorOn'),
    onDone,
  })
  return (
    <ol className={classes.steps}>
      <li>
        <Text fw={600}>{text('profile.scan')}</Text>
        <div className={classes.scan}>
          <QrCode value={started.uri} label={text('secondFactor')} size={190} />
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
                {text('cancel')}
              </Button>
            </Group>
            <Refusal error={confirm.error} />
          </Stack>
        </form>
      </li>
    </ol>
  )
}
