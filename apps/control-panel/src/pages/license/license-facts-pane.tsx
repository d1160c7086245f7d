import type { LicenseDetail } from '@licet/api/control'
import { CopyableId, type Fact, FactList, Moment, Pane, TextLink } from '@licet/ui'
import { useText } from '../../language/use-text.ts'

/** What only the vendor knows about a license: customer, model, key, deployment, note. */
export function LicenseFactsPane({ license }: { license: LicenseDetail }) {
  const { text } = useText()
  const { nextChange } = license
  const facts: Fact[] = [
    {
      id: 'customer',
      label: text('licenses.customer'),
      value: (
        <TextLink to="/licensing" search={{ customer: license.customer.id }}>
          {license.customer.name}
        </TextLink>
      ),
    },
    {
      id: 'id',
      label: text('claim.jti'),
      value: <CopyableId value={license.id} label={text('claim.jti')} kept={24} />,
    },
    { id: 'model', label: text('licenses.model'), value: text(`preset.${license.preset ?? 'own'}`) },
    { id: 'key', label: text('issuing.key'), value: license.keyHint ?? text('license.noKey') },
    {
      id: 'kid',
      label: text('licenses.kid'),
      value:
        license.kid === null ? (
          '–'
        ) : (
          <CopyableId value={license.kid} label={text('licenses.kid')} kept={24} />
        ),
    },
    ...(license.deploymentId === null
      ? []
      : [
          {
            id: 'deployment',
            label: text('license.deployment'),
            value: (
              <TextLink to="/deployments/$id" params={{ id: license.deploymentId }}>
                {license.deploymentId}
              </TextLink>
            ),
          },
        ]),
    {
      id: 'next',
      label: text('license.nextChange'),
      value:
        nextChange === null ? (
          text('license.nextNone')
        ) : (
          <>
            {text(`licenseState.${nextChange.to}`)}, <Moment at={nextChange.at} />
          </>
        ),
    },
    ...(license.message === null
      ? []
      : [{ id: 'message', label: text('license.message'), value: license.message }]),
    ...(license.note === '' ? [] : [{ id: 'note', label: text('issuing.note'), value: license.note }]),
  ]
  return (
    <Pane title={text('license.facts')}>
      <FactList facts={facts} />
    </Pane>
  )
}
