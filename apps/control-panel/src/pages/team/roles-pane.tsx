import { Pane, Refusal, RowsSkeleton } from '@licet/ui'
import { Table, Text, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconMinus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import classes from './roles-pane.module.css'
import { rolesQuery } from './team-queries.ts'

/** Which role may do what; fixed, so that it can be relied upon. */
export function RolesPane() {
  const { text } = useText()
  const { data, error, refetch } = useQuery(rolesQuery)
  return (
    <Pane title={text('team.matrix')} lead={text('team.matrixLead')}>
      <Refusal error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null && <RowsSkeleton rows={5} />}
      {data !== undefined && (
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={text('ui.tableScroll')}>
          <Table className={classes.matrix}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{text('team.permission')}</Table.Th>
                {data.roles.map(({ role, people }) => (
                  <Table.Th key={role} scope="col">
                    {text(`team.is.${role}`)}
                    <Text size="xs" c="dimmed" fw={400}>
                      {text('team.people', { count: people })}
                    </Text>
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.permissions.map(permission => (
                <Table.Tr key={permission}>
                  <Table.Th scope="row">
                    <code className="licet-mono">{permission}</code>
                    <Text size="xs" c="dimmed" fw={400}>
                      {text(`team.allows.${permission}`)}
                    </Text>
                  </Table.Th>
                  {data.roles.map(({ role, permissions }) => (
                    <Table.Td key={role} data-role-name={text(`team.is.${role}`)}>
                      <Mark on={permissions.includes(permission)} />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Pane>
  )
}

function Mark({ on }: { on: boolean }) {
  const { text } = useText()
  const Icon = on ? IconCheck : IconMinus
  return (
    <span className={on ? 'licet-ok' : 'licet-calm'}>
      <Icon size={18} className={classes.mark} aria-hidden />
      <VisuallyHidden>{text(on ? 'ui.yes' : 'ui.no')}</VisuallyHidden>
    </span>
  )
}
