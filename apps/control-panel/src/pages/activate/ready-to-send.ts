import type { MachineRequest } from '../offline/read-request.ts'
import type { KeyExamination } from './examine-key.ts'

/**
 * What is sent for an activation by hand; null as long as something is missing or mistyped, so that nothing mistyped
 * ever leaves the browser.
 */
export function readyToSend(
  key: KeyExamination,
  request: MachineRequest,
): { key: string; request: string } | { key: string; machineUid: string } | null {
  if (key.is !== 'good') return null
  if (request.is === 'request') return { key: key.key, request: request.token }
  if (request.is !== 'uid' || request.examination.verdict !== 'good') return null
  return { key: key.key, machineUid: request.examination.groups.map(group => group.text).join('-') }
}
