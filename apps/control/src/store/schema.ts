import type { AccountTables } from './account-tables.ts'
import type { FleetTables } from './fleet-tables.ts'
import type { LicensingTables } from './licensing-tables.ts'

/** Every table by its name; columns as they are stored. Times are epoch seconds, flags 0 or 1, JSON is text. */
export interface ControlSchema extends AccountTables, LicensingTables, FleetTables {}
