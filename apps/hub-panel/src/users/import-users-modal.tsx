import { askServer, Dialog, FormActions, Notice, useDeed } from '@licet/ui'
import { Button, Code, FileButton, Group, List, Stack, Text } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useState } from 'react'
import type { ImportedUsers } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import { parseUsersCsv } from './parse-users-csv.ts'
import { SeatsExhaustedNotice } from './seats-exhausted-notice.tsx'

const usersMax = 500

/** Creates many accounts from one CSV file: all of them, or none. */
export function ImportUsersModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { text } = useText()
  return (
    <Dialog opened={opened} onClose={onClose} title={text('users.import')} size="lg">
      <ImportBody onClose={onClose} />
    </Dialog>
  )
}

function ImportBody({ onClose }: { onClose: () => void }) {
  const { text } = useText()
  const [parsed, setParsed] = useState<ReturnType<typeof parseUsersCsv> | null>(null)
  const users = parsed?.users ?? []
  const importUsers = useDeed({
    run: () => askServer<ImportedUsers>('/api/users/import', { method: 'POST', body: { users } }),
    done: answer => text('users.imported', { count: answer.users.length }),
    onDone: onClose,
  })
  const exhausted = importUsers.error?.code === 'SEATS_EXHAUSTED' ? importUsers.error : null
  const take = async (file: File | null) => {
    importUsers.reset()
    if (file) setParsed(parseUsersCsv(await file.text()))
  }
  const ready = parsed !== null && parsed.faults.length === 0 && users.length > 0 && users.length <= usersMax
  return (
    <Stack>
      <Text size="sm">{text('users.importHelp')}</Text>
      <Code block tabIndex={0}>
        {'name,email,password,role\nAda Lovelace,ada@example.com,a long first password,user'}
      </Code>
      <Group>
        <FileButton onChange={file => void take(file)} accept=".csv,text/csv">
          {props => (
            <Button {...props} variant="default" leftSection={<IconFileSpreadsheet size={17} aria-hidden />}>
              {text('users.chooseCsv')}
            </Button>
          )}
        </FileButton>
        {ready && <Text size="sm">{text('users.importReady', { count: users.length })}</Text>}
      </Group>
      {users.length > usersMax && <Notice tone="notice">{text('users.importTooMany')}</Notice>}
      {parsed !== null && parsed.faults.length > 0 && (
        <Notice tone="danger">
          <List size="sm">
            {parsed.faults.slice(0, 10).map(({ line, fault }) => (
              <List.Item key={`${line}-${fault}`}>
                {text('users.csvLine', { line })}: {text(`users.csvFault.${fault}`)}
              </List.Item>
            ))}
          </List>
        </Notice>
      )}
      {exhausted && <SeatsExhaustedNotice error={exhausted} onFreed={() => importUsers.reset()} />}
      <FormActions
        deed={exhausted ? { ...importUsers, error: null } : importUsers}
        disabled={!ready}
        onCancel={onClose}
        onSubmit={() => importUsers.mutate()}
      >
        {text('users.importDo')}
      </FormActions>
    </Stack>
  )
}
