import { ActionIcon, Code, Popover } from '@mantine/core'
import { IconListDetails } from '@tabler/icons-react'
import { useUiText } from '../language/use-ui-text.ts'
import { CopyableId } from '../text/copyable-id.tsx'
import { type Fact, FactList } from '../text/fact-list.tsx'
import type { AuditRecord } from './audit-record.ts'

/** What exactly changed, and the entry's place in the chain. */
export function AuditDetail({ entry }: { entry: AuditRecord }) {
  const { text } = useUiText()
  const facts: Fact[] = [
    { id: 'sequence', label: text('audit.sequence'), value: entry.sequence },
    { id: 'address', label: text('audit.from'), value: entry.address || '–' },
    {
      id: 'hash',
      label: text('audit.hash'),
      value: <CopyableId value={entry.hash} label={text('audit.hash')} />,
    },
    {
      id: 'detail',
      label: text('audit.detail'),
      value: <Code block>{JSON.stringify(entry.detail, null, 2)}</Code>,
    },
  ]
  return (
    <Popover width={380} position="left-start" shadow="md" trapFocus withRoles>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={text('audit.showDetail', { sequence: entry.sequence })}
        >
          <IconListDetails size={17} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <FactList facts={facts} />
      </Popover.Dropdown>
    </Popover>
  )
}
