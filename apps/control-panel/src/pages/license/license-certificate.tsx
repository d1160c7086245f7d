import type { LicenseDetail } from '@licet/api/control'
import { inspectToken } from '@licet/license'
import { formatDay, formatUtc, QrCode, useNow } from '@licet/ui'
import { PolicyFacts } from '../../claims/policy-facts.tsx'
import { qrCharactersMax } from '../../claims/token-delivery.tsx'
import { useText } from '../../language/use-text.ts'
import classes from './license-certificate.module.css'
import { licenseSentence } from './license-sentence.ts'

/** What is printed in place of the page: one sheet that says what was sold, and carries the signed text for a camera. */
export function LicenseCertificate({ license }: { license: LicenseDetail }) {
  const { text, language } = useText()
  const now = useNow()
  const { token, startsAt, expiresAt } = license
  const issuer = token === null ? null : inspectToken(token).claims['iss']
  const rows: [string, string][] = [
    [text('licenses.products'), license.products.join(', ')],
    [text('licenses.tier'), license.tier],
    [text('licenses.seats'), String(license.seats)],
    [text('claim.iat'), formatDay(license.issuedAt, language)],
    ...(startsAt === null ? [] : [[text('claim.nbf'), formatUtc(startsAt, language)] as [string, string]]),
    [
      text('claim.exp'),
      expiresAt === null
        ? text('licenses.monthsFromActivation', { count: license.termMonths ?? 0 })
        : formatUtc(expiresAt, language),
    ],
    [text('licenses.model'), text(`preset.${license.preset ?? 'own'}`)],
    [text('claim.jti'), license.id],
    [text('claim.rev'), String(license.revision)],
    ...(license.kid === null ? [] : [[text('licenses.kid'), license.kid] as [string, string]]),
  ]
  return (
    <article className={classes.sheet} aria-label={text('license.certificate')}>
      <p className={classes.kind}>{text('license.certificate')}</p>
      <h1>{license.customer.name}</h1>
      <p className={classes.sentence}>{licenseSentence(license, now, text, language)}</p>
      <dl className={classes.facts}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2>{text('issuing.rules')}</h2>
      <PolicyFacts rules={license.policy} />
      {token !== null && token.length <= qrCharactersMax && (
        <div className={classes.code}>
          <QrCode value={token} label={text('delivery.qr')} size={190} />
          <p>{text('license.certificateCode')}</p>
        </div>
      )}
      <footer>
        {[
          ...(typeof issuer === 'string' ? [text('license.certificateBy', { issuer })] : []),
          text('license.certificateState', {
            state: text(`licenseState.${license.state}`),
            date: formatUtc(now, language),
          }),
        ].join(' · ')}
      </footer>
    </article>
  )
}
