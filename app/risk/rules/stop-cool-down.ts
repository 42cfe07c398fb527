import { durationText } from '../../domain/duration-text.ts'
import { limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'

/** After its stop was hit, a bot stays out of that market for a while: the same idea is rarely better a minute later. */
export const stopCoolDown: RiskRule = {
  name: 'stop-cool-down',
  guards: 'entries',
  refuse(_, { limits: { stopCoolDownMs }, lastStopAt, market, now }) {
    if (stopCoolDownMs === null || lastStopAt === undefined) return undefined
    const agoMs = now - lastStopAt
    if (agoMs >= stopCoolDownMs.value) return undefined
    return `a stop in ${market.symbol} was hit ${durationText(Math.max(0, agoMs))} ago and ${limitOf(stopCoolDownMs)} is ${durationText(stopCoolDownMs.value)} without a new entry`
  },
}
