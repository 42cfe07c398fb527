import type { Alert } from '../domain/alert.ts'
import type { AlertSettings } from '../domain/alert-rule.ts'
import { redactUnknown } from '../domain/redact.ts'
import type { AlertStore, EarlierDelivery } from '../ports/alert-store.ts'
import { lookBackMs, type Routing, routeAlert, ruleOf } from './route-alert.ts'

/** What is kept of a text, whatever it quotes. */
const TITLE_LENGTH_MAX = 200
const TEXT_LENGTH_MAX = 1_500

/**
 * Routes alerts and writes them down, all but those that were written down before. One that nobody is told is remembered
 * as well.
 */
export function queueAlerts(
  store: AlertStore,
  settings: AlertSettings,
  alerts: readonly Alert[],
  now: number,
): void {
  const earlier = new Map<string, readonly EarlierDelivery[]>()
  for (const alert of alerts) {
    if (store.hasAlert(alert.id)) continue
    const { kind, key } = alert
    const known = earlier.get(kind) ?? loadEarlier(store, settings, alert, now)
    const plans = plansOf(routeAlert(alert, settings, known, now))
    store.addAlert(asKept(alert), plans)
    const added = plans.map(({ channelId, plannedAt }) => ({ channelId, key, plannedAt }))
    earlier.set(kind, [...known, ...added])
  }
}

function loadEarlier(store: AlertStore, settings: AlertSettings, alert: Alert, now: number) {
  const rule = ruleOf(alert, settings)
  return rule === undefined ? [] : store.loadEarlier(alert.kind, now - lookBackMs(rule))
}

function plansOf(routing: Routing) {
  return routing.kind === 'told' ? routing.plans : []
}

/** What others said is quoted in it: an error of a user's own strategy may have anything in it. */
function asKept(alert: Alert): Alert {
  return {
    ...alert,
    title: redactUnknown(alert.title).slice(0, TITLE_LENGTH_MAX),
    text: redactUnknown(alert.text).slice(0, TEXT_LENGTH_MAX),
  }
}
