import { askServer, Pane, Refusal, useDeed } from '@licet/ui'
import { Button, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { activationQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'

/** The way on for a machine that was restored from a backup and is taken for a copy. */
export function RestoredPane() {
  const { text } = useText()
  const queries = useQueryClient()
  const restart = useDeed({
    run: async () => {
      try {
        return await askServer('/api/activation/restart', { method: 'POST', body: {} })
      } finally {
        await queries.invalidateQueries({ queryKey: activationQuery.queryKey })
      }
    },
    done: text('machine.retried'),
  })
  return (
    <Pane title={text('machine.restored')}>
      <Text size="sm">{text('machine.restoredEffect')}</Text>
      <Refusal error={restart.error} />
      <Button mt="sm" variant="default" loading={restart.isPending} onClick={() => restart.mutate()}>
        {text('machine.restored')}
      </Button>
    </Pane>
  )
}
