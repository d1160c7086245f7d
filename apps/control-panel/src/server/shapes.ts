import type { controlAbout, Permission, staffSession } from '@licet/api/control'
import type { z } from 'zod'

export type { Permission }
export type About = z.infer<typeof controlAbout>
export type Session = z.infer<typeof staffSession>
