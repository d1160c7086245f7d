import { Page } from '@licet/ui'
import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../language/use-text.ts'
import { Needs } from '../../shell/needs.tsx'
import { ApiTokensPane } from './api-tokens-pane.tsx'
import { PeoplePane } from './people-pane.tsx'
import { RolesPane } from './roles-pane.tsx'
import { parseTeamSearch, type TeamView, teamViews } from './team-search.ts'

const panels = { people: PeoplePane, roles: RolesPane, tokens: ApiTokensPane } as const

/** Who may do what here: people, roles, and tokens for programs. */
export function TeamPage() {
  return (
    <Needs permission="team.manage">
      <TeamViews />
    </Needs>
  )
}

function TeamViews() {
  const { text } = useText()
  const navigate = useNavigate()
  const { view = 'people' } = parseTeamSearch(useSearch({ strict: false }))
  const choose = (next: string | null) => {
    const search: { view?: TeamView } = next === 'roles' || next === 'tokens' ? { view: next } : {}
    void navigate({ to: '/team', search })
  }
  return (
    <Page title={text('team.title')} answer={text('team.lead')}>
      <Tabs value={view} onChange={choose} keepMounted={false}>
        <Tabs.List mb="lg">
          {teamViews.map(name => (
            <Tabs.Tab key={name} value={name}>
              {text(`team.view.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {teamViews.map(name => {
          const Panel = panels[name]
          return (
            <Tabs.Panel key={name} value={name}>
              <Panel />
            </Tabs.Panel>
          )
        })}
      </Tabs>
    </Page>
  )
}
