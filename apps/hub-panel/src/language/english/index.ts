import { activate } from './activate.ts'
import { backups } from './backups.ts'
import { license } from './license.ts'
import { machine } from './machine.ts'
import { notifications } from './notifications.ts'
import { operations } from './operations.ts'
import { people } from './people.ts'
import { shell } from './shell.ts'

/** Every sentence of the panel, in English; the measure for every other language. */
export const english = {
  ...shell,
  ...license,
  ...activate,
  ...machine,
  ...people,
  ...operations,
  ...backups,
  ...notifications,
} as const
