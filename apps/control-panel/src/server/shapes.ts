import type { controlAbout, Permission, StaffRole, staffSession } from '@licet/api'
import type { z } from 'zod'

export type { Permission, StaffRole }
export type About = z.infer<typeof controlAbout>
export type Session = z.infer<typeof staffSession>
