import { limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'

/** Nothing is bought of which it is not known where it is sold at a loss. */
export const mandatoryStop: RiskRule = {
  name: 'mandatory-stop',
  guards: 'entries',
  refuse(_, { limits: { stopRequiredBy }, hasStop }) {
    if (stopRequiredBy === null || hasStop) return undefined
    return `it has no stop, which ${limitOf({ level: stopRequiredBy })} asks for`
  },
}
