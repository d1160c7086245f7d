import type { ActivationReport } from '@licet/api'
import { useTranslation } from 'react-i18next'

type Component = ActivationReport['machine']['components'][number]
type Contact = NonNullable<ActivationReport['control']['lastContact']>

interface MachineText {
  /** What a component is called; one that is not known here keeps its name. */
  nameOf: (component: Pick<Component, 'name'>) => string
  note: (component: Pick<Component, 'note' | 'notes'>) => string
  /** Where it is read; empty where its name says that already. */
  source: (component: Pick<Component, 'name' | 'source'>) => string
  /** How a contact ended; the answer of a server in a code that is not known here stays in its own words. */
  contact: (contact: Pick<Contact, 'code' | 'message'>) => string
  actor: (name: string) => string
}

/** What the Hub says of machine and contact: its own words in English, by code in other languages. */
export function useMachineText(): MachineText {
  const { t, i18n } = useTranslation()
  const isEnglish = (i18n.resolvedLanguage ?? 'en') === 'en'
  const known = (key: string, values: Record<string, unknown>, fallback: string): string =>
    !isEnglish && i18n.exists(key) ? t(key, values) : fallback
  const nameOf: MachineText['nameOf'] = ({ name }) =>
    i18n.exists(`component.${name}`) ? t(`component.${name}`) : name
  return {
    nameOf,
    note: ({ note, notes }) => {
      if (isEnglish || notes.some(({ code }) => !i18n.exists(`machineNotes.${code}`))) return note
      const say = ({ code, name }: (typeof notes)[number]) => t(`machineNotes.${code}`, { name })
      const isIgnored = ({ code }: (typeof notes)[number]) => code.startsWith('ignored_')
      const cards = notes.filter(isIgnored).map(say).join(', ')
      const said = notes.filter(each => !isIgnored(each)).map(say)
      return [...said, ...(cards === '' ? [] : [t('ignoredCards', { cards })])].join(' ')
    },
    source: component => {
      const source = known(`machineSources.${component.source}`, {}, component.source)
      return source.toLowerCase() === nameOf(component).toLowerCase() ? '' : source
    },
    contact: ({ code, message }) => known(`unreachable.${code}`, {}, known(`errors.${code}`, {}, message)),
    actor: name => known(`systemActors.${name}`, {}, name),
  }
}
