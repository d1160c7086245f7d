import { type Fact, FactList, Moment, Pane, TextLink } from '@licet/ui'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import { useSession } from '../../shell/use-session.ts'
import { backupsQuery } from '../settings/backups-query.ts'
import { settingsQuery } from '../settings/settings-query.ts'

/** How the private parts are kept: what seals them, where, in which hardware, and when they were last copied. */
export function KeepingPane() {
  const { text } = useText()
  const { may } = useSession()
  const settings = useQuery(settingsQuery)
  const mayList = may('settings.manage') && settings.data?.database === 'sqlite'
  const backups = useQuery({ ...backupsQuery, enabled: mayList })
  if (settings.data === undefined) return null
  const { database, environment } = settings.data
  const source = environment.find(({ name }) => name === 'CONTROL_KEY_PASSPHRASE')?.source ?? 'default'
  const last = backups.data?.backups[0]
  const backup =
    database === 'postgres' ? (
      text('keeping.byPostgres')
    ) : last === undefined ? (
      text('keeping.noBackup')
    ) : (
      <Moment at={last.createdAt} />
    )
  const facts: Fact[] = [
    { id: 'sealed', label: text('keeping.sealed'), value: text('keeping.sealedHow') },
    { id: 'passphrase', label: text('keeping.passphrase'), value: text(`keeping.from.${source}`) },
    { id: 'hardware', label: text('keeping.hardware'), value: text('keeping.hardwareNone') },
    ...(database === 'sqlite' && !may('settings.manage')
      ? []
      : [{ id: 'backup', label: text('keeping.lastBackup'), value: backup }]),
  ]
  return (
    <Pane
      title={text('keeping.title')}
      lead={text('keeping.lead')}
      aside={
        <TextLink to="/licensing/settings" size="sm">
          {text('keeping.toBackups')}
        </TextLink>
      }
    >
      <FactList facts={facts} />
    </Pane>
  )
}
