import { Columns, Notice, Page, PageSkeleton, Pane, RecordTable, Refusal, saveFile } from '@licet/ui'
import { Button } from '@mantine/core'
import { IconDownload, IconRotateClockwise2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { Needs } from '../../shell/needs.tsx'
import { PermittedButton } from '../team/permitted-button.tsx'
import { KeepingPane } from './keeping-pane.tsx'
import { KeyDialogs } from './key-dialogs.tsx'
import { KeysetPane } from './keyset-pane.tsx'
import { publicJwks } from './public-pem.ts'
import { RotateDrawer } from './rotate-drawer.tsx'
import { type KeyDeed, type SigningKey, signingKeysQuery } from './signing-queries.ts'
import { useKeyColumns } from './use-key-columns.tsx'

/** The keys that sign licenses and activations: which signs now, which comes next, which no longer counts. */
export function SigningPage() {
  return (
    <Needs permission="signing.manage">
      <SigningKeys />
    </Needs>
  )
}

function SigningKeys() {
  const { text } = useText()
  const [rotating, setRotating] = useState(false)
  const [asked, setAsked] = useState<{ key: SigningKey; deed: KeyDeed } | null>(null)
  const { data, error, refetch } = useQuery(signingKeysQuery)
  const columns = useKeyColumns((key, deed) => setAsked({ key, deed }))
  if (data === undefined) {
    return error === null ? (
      <PageSkeleton panes={[280, 220]} />
    ) : (
      <Refusal error={error} onRetry={() => void refetch()} />
    )
  }
  const active = data.keys.filter(key => key.status === 'active').length
  return (
    <Page
      title={text('signing.title')}
      answer={text('signing.lead', { count: active })}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => saveFile('signing-keys.jwks.json', publicJwks(data.keys), 'application/json')}
          >
            {text('signing.jwks')}
          </Button>
          <PermittedButton
            permission="signing.manage"
            leftSection={<IconRotateClockwise2 size={17} aria-hidden />}
            onClick={() => setRotating(true)}
          >
            {text('signing.rotate')}
          </PermittedButton>
        </>
      }
    >
      {data.signing.state === 'refused' && (
        <Notice tone="danger">
          {text('signing.refused')} {data.signing.reason}
        </Notice>
      )}
      <Pane flush>
        <RecordTable
          label={text('signing.title')}
          columns={columns}
          rows={data.keys}
          rowId={key => key.kid}
        />
      </Pane>
      <Columns shape="wide">
        <KeysetPane keyset={data.keyset} />
        <KeepingPane />
      </Columns>
      <RotateDrawer opened={rotating} onClose={() => setRotating(false)} keys={data.keys} />
      <KeyDialogs asked={asked} onClose={() => setAsked(null)} />
    </Page>
  )
}
