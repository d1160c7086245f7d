import type { LicenseDetail } from '@licet/api/control'
import { Columns, Page, PageSkeleton, Pane, Refusal, TextLink, useNow } from '@licet/ui'
import { Button, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useText } from '../../language/use-text.ts'
import { LicenseStateChip } from '../licenses/license-state-chip.tsx'
import { HeartbeatsPane } from './heartbeats-pane.tsx'
import { LicenseActions } from './license-actions.tsx'
import { LicenseAuditPane } from './license-audit-pane.tsx'
import { LicenseCertificate } from './license-certificate.tsx'
import { LicenseFactsPane } from './license-facts-pane.tsx'
import { licenseQuery } from './license-query.ts'
import { licenseSentence } from './license-sentence.ts'
import { hasDecision, MachinesPane } from './machines-pane.tsx'
import { RevisionsPane } from './revisions-pane.tsx'
import { StateDiagram } from './state-diagram.tsx'
import { TokenPane } from './token-pane.tsx'
import { usePrinting } from './use-printing.ts'

/** One license: its state and where it can go from here, what it says, where it runs, and everything to be done with it. */
export function LicensePage() {
  const printing = usePrinting()
  const { id } = useParams({ from: '/frame/licensing/license/$id' })
  const { data: license, error, refetch } = useQuery(licenseQuery(id))
  if (license === undefined) {
    return error === null ? (
      <PageSkeleton panes={[300, 260, 220]} />
    ) : (
      <Refusal error={error} onRetry={() => void refetch()} />
    )
  }
  return (
    <>
      <div data-noprint>
        <LicenseView license={license} />
      </div>
      {printing && <LicenseCertificate license={license} />}
    </>
  )
}

function LicenseView({ license }: { license: LicenseDetail }) {
  const { text, language } = useText()
  // What waits for somebody stands first.
  const decides = hasDecision(license)
  const now = useNow()
  return (
    <Page
      title={license.customer.name}
      answer={licenseSentence(license, now, text, language)}
      actions={
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => print()}>
          {text('license.print')}
        </Button>
      }
      back={<TextLink to="/licensing">{text('licenses.title')}</TextLink>}
    >
      <LicenseActions license={license} />
      {decides && <MachinesPane license={license} />}
      <Pane title={text('license.life')} aside={<LicenseStateChip state={license.state} size="lg" />}>
        {license.stateReason !== '' && (
          <Text size="sm" mb="sm">
            {text('license.because', { reason: license.stateReason })}
          </Text>
        )}
        <StateDiagram state={license.state} />
      </Pane>
      <TokenPane license={license} />
      {!decides && <MachinesPane license={license} />}
      <Columns>
        <LicenseFactsPane license={license} />
        <LicenseAuditPane license={license} />
      </Columns>
      <Stack gap={20}>
        <RevisionsPane license={license} />
        <HeartbeatsPane license={license} />
      </Stack>
    </Page>
  )
}
