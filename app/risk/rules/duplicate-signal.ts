import { durationText } from '../../domain/duration-text.ts'
import { limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'

/** The same wish twice within moments is one wish: a strategy that repeats itself, a finger that clicked twice. */
export const duplicateSignal: RiskRule = {
  name: 'duplicate-signal',
  guards: 'entries',
  refuse(_, { limits: { duplicateWindowMs }, lastTwinAt, now }) {
    if (duplicateWindowMs === null || lastTwinAt === undefined) return undefined
    const agoMs = Math.max(0, now - lastTwinAt)
    if (agoMs >= duplicateWindowMs.value) return undefined
    return `the same order was placed ${durationText(agoMs)} ago and ${limitOf(duplicateWindowMs)} is ${durationText(duplicateWindowMs.value)} between two`
  },
}
