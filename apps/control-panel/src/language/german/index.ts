import { errorsGerman, fileFaultsGerman, schemaObjectsGerman, uiGerman, weaknessesGerman } from '@licet/ui'
import { administration } from './administration.ts'
import { deeds } from './deeds.ts'
import { desk } from './desk.ts'
import { fleet } from './fleet.ts'
import { issuing } from './issuing.ts'
import { license } from './license.ts'
import { licensing } from './licensing.ts'
import { manual } from './manual.ts'
import { operations } from './operations.ts'
import { shell } from './shell.ts'

/** The pages in German, with the same keys as English. */
export const german = {
  ...shell,
  ...deeds,
  ...licensing,
  ...license,
  ...issuing,
  ...fleet,
  ...desk,
  ...manual,
  ...administration,
  ...operations,
}

/** All that is spoken in German: the pages, the shared components, and what the server says only in English. */
export const germanBundle = {
  ...german,
  ui: uiGerman,
  errors: { ...errorsGerman, weakness: weaknessesGerman },
  fileFaults: fileFaultsGerman,
  schemaObjects: schemaObjectsGerman,
}
