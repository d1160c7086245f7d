export { Moment, type MomentProps } from './clock/moment.tsx'
export {
  daysUntil,
  formatDay,
  formatLocal,
  formatRelative,
  formatUtc,
  fromDateInput,
  toDateInput,
} from './clock/moment-format.ts'
export { NowProvider, useNow } from './clock/now-provider.tsx'
export { ConfirmByName, type ConfirmByNameProps } from './feedback/confirm-by-name.tsx'
export { ErrorNotice, type ErrorNoticeProps } from './feedback/error-notice.tsx'
export { type Language, LanguageSwitch, languages } from './language/language-switch.tsx'
export type { SameTexts, TextKey, TextValues } from './language/text-key.ts'
export { uiEnglish } from './language/ui-english.ts'
export { uiGerman } from './language/ui-german.ts'
export { AppFrame, type AppFrameProps, type FrameItem, type FrameLinkProps } from './layout/app-frame.tsx'
export { Columns } from './layout/columns.tsx'
export { EmptyState, type EmptyStateProps } from './layout/empty-state.tsx'
export { PageHeader, type PageHeaderProps } from './layout/page-header.tsx'
export { PageSkeleton } from './layout/page-skeleton.tsx'
export { Pane, type PaneProps } from './layout/pane.tsx'
export { RowsSkeleton } from './layout/rows-skeleton.tsx'
export { adoptThemeVariables } from './look/adopt-theme-variables.ts'
export { LookProvider } from './look/look-provider.tsx'
export { theme } from './look/theme.ts'
export { type ThemeChoice, ThemeSwitch } from './look/theme-switch.tsx'
export { layOutSeats, type SeatCell, seatTone } from './seats/seat-layout.ts'
export { SeatMeter, type SeatMeterProps } from './seats/seat-meter.tsx'
export { StateChip, type StateChipProps } from './state/state-chip.tsx'
export { type Tone, toneClass } from './state/tone.ts'
export { type Column, RecordTable, type RecordTableProps } from './table/record-table.tsx'
export { CopyableId, type CopyableIdProps } from './text/copyable-id.tsx'
export { type Fact, FactList } from './text/fact-list.tsx'
export { QrCode } from './text/qr-code.tsx'
export { SecretOnce } from './text/secret-once.tsx'
export { shortenMiddle } from './text/shorten-middle.ts'
export { type ExpiryPoint, ExpiryTimeline, type ExpiryTimelineProps } from './timeline/expiry-timeline.tsx'
export { layOutTimeline, type TimelineLayout, type TimelinePoint } from './timeline/timeline-geometry.ts'
