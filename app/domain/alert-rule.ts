import type { AlertKind, Severity } from './alert.ts'
import type { AlertChannel } from './alert-channel.ts'

/** Hours of the day on this machine; from 22 until 7 is over midnight, and from 7 until 7 is never. */
export interface QuietHours {
  readonly from: number
  readonly until: number
  /** Those that are told all the same. */
  readonly severityMin: Severity
}

/** Who is told what. The first rule that names a kind decides about it. */
export interface AlertRule {
  readonly kind: AlertKind
  readonly isOn: boolean
  readonly severityMin: Severity
  readonly channelIds: readonly string[]
  readonly quietHours: QuietHours | null
  /** Messages an hour to a channel. Beyond it, alerts wait and are told together. */
  readonly perHourMax: number
  /** Those about the same thing within this time are told together. */
  readonly groupMs: number
}

export interface AlertSettings {
  readonly channels: readonly AlertChannel[]
  readonly rules: readonly AlertRule[]
  /** The hour of the day on this machine at which the daily summary is told. */
  readonly summaryHour: number
}
