import { type Column, CopyableId } from '@licet/ui'
import { Badge, Group, Text } from '@mantine/core'
import type { Translate } from '../../language/use-text.ts'
import type { ApiToken } from './team-queries.ts'

/** What a token is for and what it may do. */
export function tokenColumns(text: Translate): Column<ApiToken>[] {
  return [
    {
      id: 'name',
      header: text('tokens.name'),
      leads: true,
      cell: token => (
        <>
          <Group gap="xs">
            <Text fw={560} size="sm">
              {token.name}
            </Text>
            {token.ended && (
              <Badge color="gray" title={text('tokens.endedHelp')}>
                {text('tokens.ended')}
              </Badge>
            )}
          </Group>
          <CopyableId value={token.prefix} label={text('tokens.prefix')} kept={0} />
        </>
      ),
    },
    {
      id: 'scopes',
      header: text('tokens.scopes'),
      cell: token => <code className="licet-mono">{token.scopes.join(', ')}</code>,
    },
    { id: 'by', header: text('tokens.by'), minor: true, cell: token => token.createdBy },
  ]
}
