import { CopyableId, type Fact, FactList, formatDay, Notice } from '@licet/ui'
import { Stack } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import { ActivationCode } from '../offline/activation-code.tsx'
import { codeParts } from '../offline/qr-parts.ts'
import type { OfflineActivated } from './activate-page.tsx'

/** The code, what it is good for, and where it goes. */
export function CodeReady({ answer }: { answer: OfflineActivated }) {
  const { text, language } = useText()
  const day = (iso: string) => formatDay(Math.floor(Date.parse(iso) / 1000), language)
  const facts: Fact[] = [
    { id: 'until', label: text('manual.validUntil'), value: day(answer.expiresAt) },
    { id: 'at', label: text('manual.activatedAt'), value: day(answer.activatedAt) },
    {
      id: 'machine',
      label: text('manual.machine'),
      value: <CopyableId value={answer.machineId} label={text('manual.machine')} />,
    },
  ]
  return (
    <Stack gap="md">
      <Notice tone="ok">{text('manual.ready')}</Notice>
      <ActivationCode parts={codeParts(answer)} fileName={`activation-${answer.licenseId}.licet`} />
      <FactList facts={facts} />
    </Stack>
  )
}
