import { errorsGerman, fileFaultsGerman, schemaObjectsGerman, uiGerman, weaknessesGerman } from '@licet/ui'
import { activate } from './activate.ts'
import { answers } from './answers.ts'
import { backups } from './backups.ts'
import { configuredLicenseRemedy, diagnosticFaults, diagnosticValues } from './diagnostics.ts'
import { license } from './license.ts'
import { machine } from './machine.ts'
import { ignoredCards, machineNotes, machineSources, systemActors, unreachable } from './machine-notes.ts'
import { bannerActions, banners, checkWarning, reasonMeaning, stateMeaning, stateRemedy } from './notices.ts'
import { noticeFaults, notices, notifications } from './notifications.ts'
import { operations } from './operations.ts'
import { people } from './people.ts'
import { shell } from './shell.ts'

/** The pages in German, with the same keys as English. */
export const german = {
  ...shell,
  ...license,
  ...activate,
  ...machine,
  ...people,
  ...operations,
  ...backups,
  ...notifications,
}

/** All that is spoken in German: the pages, the shared components, and what the Hub says only in English. */
export const germanBundle = {
  ...german,
  ui: uiGerman,
  errors: { ...errorsGerman, ...answers, weakness: weaknessesGerman },
  fileFaults: fileFaultsGerman,
  schemaObjects: schemaObjectsGerman,
  banners: { ...banners, ...notices },
  noticeFaults,
  bannerActions,
  reasonMeaning,
  stateMeaning,
  stateRemedy,
  checkWarning,
  configuredLicenseRemedy,
  diagnosticFaults,
  diagnosticValues,
  machineNotes,
  ignoredCards,
  machineSources,
  unreachable,
  systemActors,
}
