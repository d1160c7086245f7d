import type { offlineActivated } from '@licet/api/control'
import type { z } from 'zod'
import type { ControlDeps } from '../deps.ts'
import { activationCode } from '../licensing/activation-code.ts'
import { refuseField } from '../licensing/license-term.ts'
import { insertOfflineAnswer } from '../store/offline-answers.ts'
import { activatedAnswer, bindByKey } from './activate-by-key.ts'

/**
 * Activates a machine that has no network, for whoever stands beside it with its key: the answer is carried back by hand.
 *
 * @throws {HttpError} as `activateByKey` does; REQUEST_INVALID unless there is one of `request` and `machineUid`
 */
export async function activateOffline(
  deps: ControlDeps,
  wanted: {
    key: string
    request?: string | undefined
    machineUid?: string | undefined
    address: string
  },
): Promise<z.infer<typeof offlineActivated>> {
  const { request, machineUid, address } = wanted
  if ((request === undefined) === (machineUid === undefined))
    refuseField('machineUid', 'Send one of request and machineUid.')
  const { bound, round } = await bindByKey(deps, wanted, ({ tx, now }, { license, machine }) =>
    insertOfflineAnswer(tx, {
      at: now,
      license_id: license.id,
      machine_row: machine.id,
      installation_id: machine.installationId,
      kind: request === undefined ? 'machine_uid' : 'request',
      via: 'page',
      actor_name: address,
    }),
  )
  const answer = activatedAnswer(bound, round)
  return { ...answer, ...activationCode(answer) }
}
