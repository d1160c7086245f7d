import type { backup, backupList, backupMade } from '@licet/api'
import { askServer } from '@licet/ui'
import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'

export type Backup = z.infer<typeof backup>
export type BackupMade = z.infer<typeof backupMade>

/** The copies of a SQLite database, newest first. */
export const backupsQuery = queryOptions({
  queryKey: ['backups'],
  queryFn: ({ signal }) => askServer<z.infer<typeof backupList>>('/v1/backups', { signal }),
})
