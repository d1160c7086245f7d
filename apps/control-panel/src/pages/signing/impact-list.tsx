import { Notice, TextLink } from '@licet/ui'
import { Text } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import classes from './impact-list.module.css'
import type { KeyDeed, SigningKeyChanged } from './signing-queries.ts'

/** What changes with a key: what signs afterwards, and which licenses it takes with it. */
export function ImpactList({ effect, deed }: { effect: SigningKeyChanged['effect']; deed: KeyDeed }) {
  const { text } = useText()
  const { signsNow, licenses, licensesTotal } = effect
  const breaks = deed === 'compromise' && licensesTotal > 0
  return (
    <>
      <Notice tone={signsNow === null ? 'danger' : 'info'}>
        {signsNow === null ? text('signing.nothingSigns') : text('signing.signsNow', { kid: signsNow })}
      </Notice>
      {licensesTotal > 0 && (
        <Notice tone={breaks ? 'danger' : 'info'}>
          {text(breaks ? 'signing.breaks' : 'signing.keeps', { count: licensesTotal })}
        </Notice>
      )}
      {breaks && (
        <ul className={classes.licenses} tabIndex={0} aria-label={text('signing.impact')}>
          {licenses.map(({ id, customer }) => (
            <li key={id}>
              <TextLink to="/licensing/license/$id" params={{ id }} size="sm" underline="always">
                {customer}
              </TextLink>{' '}
              <Text component="span" size="xs" c="dimmed" className="licet-mono">
                {id}
              </Text>
            </li>
          ))}
          {licenses.length < licensesTotal && (
            <li>{text('signing.andMore', { count: licensesTotal - licenses.length })}</li>
          )}
        </ul>
      )}
    </>
  )
}
