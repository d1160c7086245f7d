import { CopyableId, type Fact, FactList, Moment, TextLink } from '@licet/ui'
import { useText } from '../../language/use-text.ts'
import type { OfflinePreview } from './offline-queries.ts'

/** Whose license it is, which machine asks, and until when the answer would hold. */
export function PreviewFacts({ preview }: { preview: OfflinePreview }) {
  const { text } = useText()
  const facts: Fact[] = [
    { id: 'customer', label: text('offline.customer'), value: preview.customer?.name ?? '–' },
    {
      id: 'license',
      label: text('offline.license'),
      value:
        preview.licenseId === null ? (
          '–'
        ) : (
          <TextLink to="/licensing/license/$id" params={{ id: preview.licenseId }} className="licet-mono">
            {preview.licenseId}
          </TextLink>
        ),
    },
    { id: 'host', label: text('offline.host'), value: preview.hostname ?? '–' },
    {
      id: 'installation',
      label: text('offline.installation'),
      value: <CopyableId value={preview.installationId} label={text('offline.installation')} />,
    },
    ...(preview.productVersion === null
      ? []
      : [{ id: 'version', label: text('offline.version'), value: preview.productVersion }]),
    ...(preview.requestedAt === null
      ? []
      : [{ id: 'asked', label: text('offline.asked'), value: <Moment at={preview.requestedAt} /> }]),
    ...(preview.requestEndsAt === null
      ? []
      : [{ id: 'ends', label: text('offline.requestEnds'), value: <Moment at={preview.requestEndsAt} /> }]),
    ...(preview.leaseEndsAt === null
      ? []
      : [
          {
            id: 'lease',
            label: text('offline.leaseEnds'),
            value: <Moment at={preview.leaseEndsAt} show="utc" />,
          },
        ]),
  ]
  return <FactList facts={facts} />
}
