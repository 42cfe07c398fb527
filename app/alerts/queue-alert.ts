import type { Alert } from '../domain/alert.ts'
import type { AlertSettings } from '../domain/alert-rule.ts'
import type { AlertStore } from '../ports/alert-store.ts'
import { lookBackMs, type Routing, routeAlert, ruleOf } from './route-alert.ts'

/** What is kept of a text, whatever it quotes. */
const TITLE_LENGTH_MAX = 200
const TEXT_LENGTH_MAX = 1_500

/** Routes an alert and writes it down; nothing when that was done before. One that nobody is told is remembered as well. */
export function queueAlert(
  store: AlertStore,
  settings: AlertSettings,
  alert: Alert,
  now: number,
): Routing | undefined {
  if (store.hasAlert(alert.id)) return undefined
  const rule = ruleOf(alert, settings)
  const earlier = rule === undefined ? [] : store.loadEarlier(alert.kind, now - lookBackMs(rule))
  const routing = routeAlert(alert, settings, earlier, now)
  const short = {
    ...alert,
    title: alert.title.slice(0, TITLE_LENGTH_MAX),
    text: alert.text.slice(0, TEXT_LENGTH_MAX),
  }
  store.addAlert(short, routing.kind === 'told' ? routing.plans : [])
  return routing
}
