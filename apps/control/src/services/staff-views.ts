import type { StaffMember, staffAccount } from '@licet/api/control'
import type { z } from 'zod'
import type { StoredStaff } from '../store/staff.ts'

/** An account as lists show it. */
export function toStaffView(member: StoredStaff): StaffMember {
  const { id, name, email, role, enabled, secondFactor, createdAt, lastSeenAt } = member
  return { id, name, email, role, enabled, secondFactor, createdAt, lastSeenAt }
}

/** An account as its owner sees it. */
export function toStaffAccount(member: StoredStaff): z.infer<typeof staffAccount> {
  return { ...toStaffView(member), language: member.language, theme: member.theme }
}
