import { type Fact, FactList, Page, Pane } from '@licet/ui'
import { Anchor, List, Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { aboutQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import { components } from './components.ts'

/** Version, promises, and whose work this stands on. */
export function AboutPage() {
  const { text } = useText()
  const { data: about } = useSuspenseQuery(aboutQuery)
  const facts: Fact[] = [
    { id: 'name', label: text('about.product'), value: about.name },
    { id: 'version', label: text('about.version'), value: about.version },
    {
      id: 'mode',
      label: text('about.mode'),
      value: text(about.evaluation ? 'ui.evaluation' : 'about.production'),
    },
    { id: 'license', label: text('about.license'), value: 'Apache-2.0' },
    {
      id: 'api',
      label: text('nav.apiDocs'),
      value: (
        <>
          <Anchor href="/api/docs">/api/docs</Anchor> · <Anchor href="/openapi.json">/openapi.json</Anchor>
        </>
      ),
    },
  ]
  return (
    <Page title={text('nav.about')} answer={text('about.lead')}>
      <Pane title={text('about.this')}>
        <FactList facts={facts} />
      </Pane>
      <Pane title={text('about.promises')}>
        <List size="sm" spacing={6}>
          {(['offline', 'rescue', 'privacy'] as const).map(promise => (
            <List.Item key={promise}>{text(`about.${promise}`)}</List.Item>
          ))}
        </List>
      </Pane>
      <Pane title={text('about.components')} lead={text('about.componentsLead')}>
        <FactList
          facts={components.map(({ name, license }) => ({
            id: name,
            label: name,
            value: (
              <Text span size="sm">
                {license}
              </Text>
            ),
          }))}
        />
      </Pane>
    </Page>
  )
}
