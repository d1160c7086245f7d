import type { LicenseView } from '@licet/api'
import { CopyableId, type Fact, FactList, Moment, Pane } from '@licet/ui'
import { Button, Code, Collapse } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCode } from '@tabler/icons-react'
import { useText } from '../language/use-text.ts'

/** What the signed license says, claim by claim; word for word on request. */
export function ClaimsPane({ license }: { license: LicenseView }) {
  const { text } = useText()
  const [opened, { toggle }] = useDisclosure(false)
  const features = Object.entries(license.features)
  const facts: Fact[] = [
    { id: 'iss', label: text('claims.iss'), term: 'iss', value: license.issuer },
    {
      id: 'sub',
      label: text('claims.sub'),
      term: 'sub',
      value: <CopyableId value={license.customerId} label={text('claims.sub')} kept={28} />,
    },
    { id: 'customer', label: text('claims.customer'), term: 'customer', value: license.customer },
    { id: 'tier', label: text('claims.tier'), term: 'tier', value: license.tier },
    { id: 'seats', label: text('claims.seats'), term: 'seats', value: license.seats },
    { id: 'products', label: text('claims.products'), term: 'products', value: license.products.join(', ') },
    { id: 'iat', label: text('claims.iat'), term: 'iat', value: moment(license.issuedAt) },
    { id: 'nbf', label: text('claims.nbf'), term: 'nbf', value: moment(license.startsAt) },
    { id: 'exp', label: text('claims.exp'), term: 'exp', value: moment(license.expiresAt) },
    {
      id: 'jti',
      label: text('claims.jti'),
      term: 'jti',
      value: <CopyableId value={license.id} label={text('claims.jti')} kept={24} />,
    },
    {
      id: 'kid',
      label: text('claims.kid'),
      term: 'kid',
      value: <CopyableId value={license.keyId} label={text('claims.kid')} kept={24} />,
    },
    { id: 'rev', label: text('claims.rev'), term: 'rev', value: license.revision ?? text('claims.absent') },
    {
      id: 'warn',
      label: text('claims.warn'),
      term: 'warn_days',
      value: text('claims.days', { count: license.warnDays }),
    },
    ...(features.length === 0
      ? []
      : [
          {
            id: 'features',
            label: text('claims.features'),
            term: 'features',
            value: features.map(([name, value]) => `${name}: ${String(value)}`).join(', '),
          },
        ]),
    { id: 'binding', label: text('claims.binding'), value: text(`binding.${license.binding}`) },
  ]
  return (
    <Pane
      title={text('claims.title')}
      lead={text('claims.lead')}
      aside={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconCode size={15} aria-hidden />}
          onClick={toggle}
          aria-expanded={opened}
          data-noprint
        >
          {text(opened ? 'claims.hideRaw' : 'claims.raw')}
        </Button>
      }
    >
      <Collapse expanded={opened}>
        <Code block mb="md" tabIndex={0}>
          {JSON.stringify(license.claims, null, 2)}
        </Code>
      </Collapse>
      <FactList facts={facts} wide />
    </Pane>
  )

  function moment(at: number | null) {
    return at === null ? text('claims.absent') : <Moment at={at} show="utc" />
  }
}
