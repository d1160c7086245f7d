import { administration } from './administration.ts'
import { desk } from './desk.ts'
import { fleet } from './fleet.ts'
import { issuing } from './issuing.ts'
import { licensing } from './licensing.ts'
import { shell } from './shell.ts'

/** Every sentence of the console, in English; the measure for every other language. */
export const english = {
  ...shell,
  ...licensing,
  ...issuing,
  ...fleet,
  ...desk,
  ...administration,
} as const
