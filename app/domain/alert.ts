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
  'api-key',
  'update',
  'watchdog',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

export const SEVERITIES = ['info', 'warning', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Something a person should know. It carries no secrets, and nothing of it is needed for trading. */
export interface Alert {
  /** Follows from what happened, so that the same thing found twice, before a crash and after it, is told once. */
  readonly id: string
  readonly kind: AlertKind
  readonly severity: Severity
  /** Alerts with the same key are about the same thing, and can be told together. */
  readonly key: string
  readonly title: string
  readonly text: string
  /** Unix ms, real time. */
  readonly time: number
}

export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least)
}
