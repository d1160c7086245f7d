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

/** Every sentence of the console, in English; the measure for every other language. */
export const english = {
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
} as const
