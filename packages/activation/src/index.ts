export {
  type ControlRefusal,
  type ControlResult,
  type UnreachableCause,
  unreachableTexts,
} from './client/control-result.ts'
export { type ControlClient, createControlClient } from './client/create-control-client.ts'
export { maySendSecrets } from './client/may-send-secrets.ts'
export type { ControlAnswer } from './client/parse-control-answer.ts'
export { timeOfAnswer } from './clock/answer-time.ts'
export { type AnswerTime, clockAfter, type SignedTimes } from './clock/clock-after.ts'
export { type MachineClock, monotonicOf, openMachineClock, readClock } from './clock/machine-clock.ts'
export { parseClockFloor, parseReading } from './clock/parse-clock-floor.ts'
export { ActivationError, type ActivationErrorCode, activationErrors } from './errors.ts'
export { type BeatEnd, type BeatRhythm, firstBeatSeconds, nextBeatSeconds } from './heartbeat/next-beat.ts'
export {
  type BeatTimer,
  type HeartbeatOptions,
  type Heartbeats,
  startHeartbeats,
} from './heartbeat/start-heartbeats.ts'
export { hasInstanceKey, type InstanceKey, openInstanceKey } from './instance/open-instance-key.ts'
export { type AnswerRefusal, type AnswerRefusalCode, answerRefusals } from './lease/answer-refusals.ts'
export { checkEntitlement, type Entitlement, type Need } from './lease/check-entitlement.ts'
export { createRelease, type ReleaseFacts } from './lease/create-release.ts'
export {
  type AskedRequest,
  type CreatedRequest,
  createRequest,
  type RequestFacts,
} from './lease/create-request.ts'
export { beatEndOf, type ExchangeEnd } from './lease/exchange-end.ts'
export {
  type Activation,
  type ActivationOptions,
  type ActivationState,
  type CarriedRequest,
  openActivation,
} from './lease/open-activation.ts'
export { emptyAnswer, parseAnswer } from './lease/parse-answer.ts'
export type { Released } from './lease/releases.ts'
export {
  type Answer,
  type Chain,
  type Situation,
  type TakenAnswer,
  takeAnswer,
} from './lease/take-answer.ts'
export { type ExplainedComponent, explainFingerprint } from './machine/explain-fingerprint.ts'
export { type FingerprintOwner, fingerprintOf, type MachineComponent } from './machine/fingerprint-of.ts'
export type { MachineNote, MachineNoteCode } from './machine/machine-notes.ts'
export type { MachineReading, NetworkInterface, RunCommand } from './machine/machine-reading.ts'
export { type ReadOptions, readMachine } from './machine/read-machine.ts'
export { openFileStore, type StoreWarning } from './store/open-file-store.ts'
export {
  type ActivationStore,
  emptyActivation,
  type PendingRequest,
  type StoredActivation,
  type Tombstone,
} from './store/stored-activation.ts'
