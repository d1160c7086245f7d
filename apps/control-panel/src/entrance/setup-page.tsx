import { EntranceFrame, SetupForm } from '@licet/ui'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useText } from '../language/use-text.ts'
import { aboutQuery, sessionQuery } from '../server/queries.ts'

/** The first visit: one-time token, first super_admin, then the console. */
export function SetupPage() {
  const { text } = useText()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { data: about } = useSuspenseQuery(aboutQuery)
  const enter = async () => {
    await queries.invalidateQueries({ queryKey: aboutQuery.queryKey, refetchType: 'all' })
    await queries.resetQueries({ queryKey: sessionQuery.queryKey })
    await navigate({ to: '/overview' })
  }
  return (
    <EntranceFrame title={text('entrance.setup')} lead={text('entrance.setupLead')} about={about} wide>
      <SetupForm path="/v1/setup" action={text('entrance.createAdmin')} onDone={() => void enter()} />
    </EntranceFrame>
  )
}
