import { type Alert, isAtLeast } from '../domain/alert.ts'
import type { AlertRule, AlertSettings } from '../domain/alert-rule.ts'
import type { DeliveryPlan } from '../domain/delivery.ts'
import type { EarlierDelivery } from '../ports/alert-store.ts'
import { quietUntil } from './quiet-until.ts'

/** Through which channels an alert is told, and when; or why it is not told. */
export type Routing =
  | { readonly kind: 'none'; readonly because: string }
  | { readonly kind: 'told'; readonly plans: readonly DeliveryPlan[] }

const HOUR_MS = 3_600_000

/** The first rule that names the alert's kind. */
export function ruleOf({ kind }: Alert, { rules }: AlertSettings): AlertRule | undefined {
  return rules.find((rule) => rule.kind === kind)
}

/** How far back one has to look to route an alert by this rule. */
export function lookBackMs({ groupMs }: AlertRule): number {
  return Math.max(HOUR_MS, groupMs)
}

/**
 * Decides about one alert. `earlier` is what was planned for others of its kind within the time to look back, and for later
 * than now. What is held back is told in one message with whatever else is held back until then.
 */
export function routeAlert(
  alert: Alert,
  settings: AlertSettings,
  earlier: readonly EarlierDelivery[],
  now: number,
): Routing {
  const rule = ruleOf(alert, settings)
  if (rule === undefined) return none('no rule is about it')
  if (!rule.isOn) return none('its rule is off')
  if (!isAtLeast(alert.severity, rule.severityMin)) return none('it is not bad enough for its rule')
  const channels = settings.channels.filter(({ id }) => rule.channelIds.includes(id))
  if (channels.length === 0) return none('its rule has no channel')
  const plans = channels.map(({ id }) => {
    const own = earlier.filter(({ channelId }) => channelId === id)
    return { channelId: id, ...planned(alert, rule, own, now) }
  })
  return { kind: 'told', plans }
}

function none(because: string): Routing {
  return { kind: 'none', because }
}

type Moment = Omit<DeliveryPlan, 'channelId'>

function planned(
  alert: Alert,
  rule: AlertRule,
  earlier: readonly EarlierDelivery[],
  now: number,
): Moment {
  const steps = [
    (moment: Moment) => afterQuietHours(moment, alert, rule),
    (moment: Moment) => withItsGroup(moment, alert, rule, earlier),
    (moment: Moment) => withinTheHour(moment, rule, earlier),
  ]
  const atOnce: Moment = { plannedAt: now, heldBecause: '' }
  return steps.reduce((moment, step) => step(moment), atOnce)
}

function afterQuietHours(moment: Moment, { severity }: Alert, { quietHours }: AlertRule): Moment {
  if (quietHours === null || isAtLeast(severity, quietHours.severityMin)) return moment
  const end = quietUntil(moment.plannedAt, quietHours)
  return end === undefined ? moment : { plannedAt: end, heldBecause: 'it is in the quiet hours' }
}

/** The first about a thing is told at once; those that follow soon are told together, once the time is over. */
function withItsGroup(
  moment: Moment,
  { key }: Alert,
  { groupMs }: AlertRule,
  earlier: readonly EarlierDelivery[],
): Moment {
  let last = Number.NEGATIVE_INFINITY
  for (const other of earlier) if (other.key === key) last = Math.max(last, other.plannedAt)
  if (last + groupMs <= moment.plannedAt) return moment
  const heldBecause = 'it is told together with others about the same thing'
  return { plannedAt: last > moment.plannedAt ? last : last + groupMs, heldBecause }
}

/** So many messages in any hour: what is planned for the same moment is one. */
function withinTheHour(
  moment: Moment,
  { perHourMax }: AlertRule,
  earlier: readonly EarlierDelivery[],
): Moment {
  const messages = [...new Set(earlier.map(({ plannedAt }) => plannedAt))].toSorted((a, b) => a - b)
  const joined = messages.find((time) => time > moment.plannedAt)
  const within = messages.filter((time) => time > moment.plannedAt - HOUR_MS)
  if (messages.includes(moment.plannedAt) || within.length < perHourMax) return moment
  const heldBecause = `no more than ${perHourMax} an hour are sent`
  const first = within.at(-perHourMax) ?? moment.plannedAt
  return { plannedAt: joined ?? first + HOUR_MS, heldBecause }
}
