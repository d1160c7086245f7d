import { Columns, Page, Pane } from '@licet/ui'
import { Stack } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { IssuedPane } from './issued-pane.tsx'
import { LicenseField } from './license-field.tsx'
import { OfflineHistoryPane } from './offline-history-pane.tsx'
import type { OfflineIssued, OfflineRequest } from './offline-queries.ts'
import { PreviewPane } from './preview-pane.tsx'
import { type MachineRequest, readRequest } from './read-request.ts'
import { RequestBox } from './request-box.tsx'
import { RequestNotice } from './request-notice.tsx'

/** Activation for machines without internet, by staff: request in, matched to a license, looked at, code out. */
export function OfflinePage() {
  const { text } = useText()
  const [typed, setTyped] = useState('')
  const [licenseId, setLicenseId] = useState('')
  const [issued, setIssued] = useState<OfflineIssued | null>(null)
  const request = readRequest(typed)
  const startOver = () => {
    setTyped('')
    setLicenseId('')
    setIssued(null)
  }
  return (
    <Page title={text('offline.title')} answer={text('offline.lead')}>
      <Columns>
        <Pane title={text('offline.request')} lead={text('offline.requestLead')}>
          <Stack>
            <RequestBox
              value={typed}
              onChange={value => {
                setIssued(null)
                setTyped(value)
              }}
            />
            <div aria-live="polite">
              <RequestNotice request={request} />
            </div>
            {needsLicense(request) && (
              <LicenseField
                value={licenseId}
                onChange={id => {
                  setIssued(null)
                  setLicenseId(id)
                }}
              />
            )}
          </Stack>
        </Pane>
        {issued === null ? (
          <PreviewPane request={askedOf(request, licenseId)} onIssued={setIssued} />
        ) : (
          <IssuedPane issued={issued} onAnother={startOver} />
        )}
      </Columns>
      <OfflineHistoryPane />
    </Page>
  )
}

/** A typed UID never names its license, a request may. */
function needsLicense(request: MachineRequest): boolean {
  if (request.is === 'uid') return request.examination.verdict === 'good'
  return (request.is === 'request' || request.is === 'release') && request.facts.licenseId === null
}

function askedOf(request: MachineRequest, licenseId: string): OfflineRequest | null {
  if (needsLicense(request) && licenseId === '') return null
  const license = needsLicense(request) ? { licenseId } : {}
  if (request.is === 'request' || request.is === 'release') return { text: request.token, ...license }
  if (request.is !== 'uid' || request.examination.verdict !== 'good') return null
  return { text: request.examination.groups.map(group => group.text).join('-'), ...license }
}
