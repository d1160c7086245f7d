import { Moment, Pane, Refusal, RowsSkeleton, TextLink } from '@licet/ui'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { serviceKeysQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import classes from './rows.module.css'

const rowsMax = 5

/** Which products ask this Hub, and when they last did: finds the forgotten one. */
export function SiblingsPane() {
  const { text } = useText()
  const { data, error } = useQuery(serviceKeysQuery)
  return (
    <Pane
      title={text('dashboard.siblings')}
      lead={text('dashboard.siblingsLead')}
      aside={
        <TextLink to="/service-keys" size="sm">
          {text('nav.serviceKeys')}
        </TextLink>
      }
    >
      <Refusal error={error} />
      {data === undefined && error === null && <RowsSkeleton rows={3} />}
      {data?.keys.length === 0 && (
        <Text size="sm" c="dimmed">
          {text('dashboard.noSiblings')}
        </Text>
      )}
      {data !== undefined && data.keys.length > 0 && (
        <ul className={classes.rows}>
          {data.keys.slice(0, rowsMax).map(key => (
            <li key={key.id}>
              <span className={classes.name}>{key.product ?? key.name}</span>
              <span className={classes.value}>
                {key.lastUsedAt === null ? (
                  text('dashboard.neverAsked')
                ) : (
                  <>
                    {text('dashboard.asked')} <Moment at={key.lastUsedAt} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Pane>
  )
}
