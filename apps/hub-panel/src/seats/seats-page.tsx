import { Columns, type Fact, FactList, Moment, Page, PageSkeleton, Pane, Refusal, SeatMeter } from '@licet/ui'
import { Button, Menu, Skeleton, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { seatsQuery, settingsQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import { SeatHolders } from './seat-holders.tsx'

const SeatTrend = lazy(() => import('./seat-trend.tsx').then(module => ({ default: module.SeatTrend })))

/** How seats are used, were used, and could be won back. */
export function SeatsPage() {
  const { text } = useText()
  const { data: report, error, refetch } = useQuery(seatsQuery)
  const { data: settings } = useQuery(settingsQuery)
  if (report === undefined) {
    return error === null ? (
      <PageSkeleton panes={[180, 300, 220]} />
    ) : (
      <Refusal error={error} onRetry={() => void refetch()} />
    )
  }
  const facts: Fact[] = [
    {
      id: 'peak',
      label: text('seats.peak'),
      value:
        report.peak === null ? (
          '–'
        ) : (
          <>
            {report.peak.used} · <Moment at={report.peak.at} show="day" />
          </>
        ),
    },
    { id: 'admins', label: text('seats.admins'), value: report.byRole.admin },
    { id: 'users', label: text('seats.users'), value: report.byRole.user },
    { id: 'disabled', label: text('seats.disabled'), value: report.disabled },
  ]
  const days = settings?.inactiveDays ?? 90
  return (
    <Page
      title={text('seats.title')}
      answer={text('license.seatsCounted')}
      actions={
        <Menu position="bottom-end" width={260}>
          <Menu.Target>
            <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
              {text('seats.export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component="a" href="/api/seats/export?format=csv" download>
              {text('seats.exportCsv')}
            </Menu.Item>
            <Menu.Item component="a" href="/api/seats/export?format=json" download>
              {text('seats.exportJson')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      }
    >
      <Columns>
        <Pane title={text('seats.now')}>
          <SeatMeter used={report.used} limit={report.limit} warnPercent={settings?.seatWarningPercent} />
        </Pane>
        <Pane title={text('seats.byRole')}>
          <FactList facts={facts} />
        </Pane>
      </Columns>
      <Pane title={text('seats.trend')} lead={text('seats.trendLead')}>
        {report.trend.length < 2 ? (
          <Text c="dimmed">{text('seats.trendEmpty')}</Text>
        ) : (
          <Suspense fallback={<Skeleton height={280} />}>
            <SeatTrend points={report.trend} />
          </Suspense>
        )}
      </Pane>
      <Pane title={text('seats.inactive', { count: days })} lead={text('seats.inactiveLead')} flush>
        <SeatHolders holders={report.inactive} empty={text('seats.noneInactive')} />
      </Pane>
    </Page>
  )
}
