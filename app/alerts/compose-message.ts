import { SEVERITIES, type Severity } from '../domain/alert.ts'
import type { Delivery } from '../domain/delivery.ts'

/** What is sent through a channel: one alert, or several that are told together. */
export interface Message {
  /** The same each time that it is tried, so that one which came twice can be told. */
  readonly code: string
  readonly severity: Severity
  readonly title: string
  readonly text: string
}

/** Of those told together, the newest so many are told in full. */
const TOLD_MAX = 10
/** Below the limit of every provider, Discord's 2,000 being the lowest. */
const TEXT_LENGTH_MAX = 1_500

export function codeOf({ id }: Pick<Delivery, 'id'>): string {
  return `A${id.toString(36).toUpperCase()}`
}

/** Of deliveries through one channel, oldest first; there is at least one. */
export function composeMessage(deliveries: readonly [Delivery, ...Delivery[]]): Message {
  const [first] = deliveries
  const code = codeOf(first)
  const { severity, title, text } = first.alert
  if (deliveries.length === 1) return { code, severity, title, text: cut(text) }
  const worst = deliveries.reduce((worse, other) =>
    rank(other) > rank(worse) ? other : worse,
  ).alert
  const told = deliveries.slice(-TOLD_MAX).map(({ alert }) => `• ${alert.title}: ${alert.text}`)
  const rest = deliveries.length - told.length
  const body = cut(told.join('\n'))
  return {
    code,
    severity: worst.severity,
    title: `${deliveries.length} alerts, the worst: ${worst.title}`,
    text: rest > 0 ? `${body}\nand ${rest} more` : body,
  }
}

/** As one text, for channels that know no title. */
export function plainText({ title, text, code }: Message): string {
  return `${title}\n${text}\n(${code})`
}

function rank({ alert }: Delivery): number {
  return SEVERITIES.indexOf(alert.severity)
}

function cut(text: string): string {
  return text.length <= TEXT_LENGTH_MAX ? text : `${text.slice(0, TEXT_LENGTH_MAX)}…`
}
