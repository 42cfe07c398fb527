/** What people are told about. */
export const ALERT_KINDS = [
  'execution-failure',
  'unresolved-order',
  'drift',
  'breaker',
  'kill-switch',
  'stop-hit',
  'fill',
  'daily-summary',
  'key-expiry',
  'update',
  'watchdog',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

export const SEVERITIES = ['info', 'warning', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Something a person should know. It carries no secrets, and nothing of it is needed for trading. */
export interface Alert {
  readonly kind: AlertKind
  readonly severity: Severity
  /** Alerts with the same key are about the same thing, and can be told together. */
  readonly key: string
  readonly title: string
  readonly text: string
  readonly time: number
}
