import type { BreakerChange } from '../../domain/breaker.ts'
import type { KillSwitchProgress } from '../guard/wind-downs.ts'
import { type AlertSource, type News, titled } from './order-alerts.ts'

const WHAT_IT_DOES = {
  warn: 'Trading goes on.',
  reduce: 'Only orders that shrink a position are sent.',
  halt: 'No new orders are sent.',
  'cancel-all': 'No new orders are sent, and open ones are cancelled.',
  flatten: 'No new orders are sent, open ones are cancelled, and what is held is sold.',
} as const

/** Of a breaker that has tripped, or is closed again. */
export function breakerAlert(source: AlertSource, { kind, trip }: BreakerChange): News {
  const { name, scope, reason, since, setting } = trip
  const hasTripped = kind === 'tripped'
  const end = setting.isLatched
    ? 'It stays until you reset it with a reason.'
    : 'It ends by itself once all is well again.'
  const isSevere = setting.action !== 'warn' && setting.action !== 'reduce'
  return {
    id: `breaker:${source.books}:${name}:${scope}:${since}:${kind}`,
    kind: 'breaker',
    severity: hasTripped ? (isSevere ? 'critical' : 'warning') : 'info',
    key: `breaker:${source.books}:${name}:${scope}`,
    title: titled(source, hasTripped ? `${name} has tripped` : `${name} is closed again`),
    text: hasTripped
      ? `For ${scope}: ${reason}. ${WHAT_IT_DOES[setting.action]} ${end}`
      : `For ${scope}. It had tripped because ${reason}.`,
  }
}

/** Of a kill switch that is in use: told when it begins, when a step fails, and when all of it is confirmed. */
export function killSwitchAlert(
  source: AlertSource,
  { startedAt, steps }: KillSwitchProgress,
): News | undefined {
  const isDone = steps.every(({ state }) => state === 'confirmed')
  const failed = steps.find(({ state }) => state === 'failed')
  const stage = isDone ? 'done' : failed ? 'failed' : 'used'
  return {
    id: `kill-switch:${source.books}:${startedAt}:${steps.length}:${stage}`,
    kind: 'kill-switch',
    severity: 'critical',
    key: `kill-switch:${source.books}`,
    title: titled(source, isDone ? 'the kill switch has done its work' : `kill switch ${stage}`),
    text: steps.map(({ text }) => text).join(' · '),
  }
}
