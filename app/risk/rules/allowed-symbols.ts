import { limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'
import { faultsText } from '../share-of-equity.ts'

/** Only markets that every level allows that names any. What is held in another one can be sold. */
export const allowedSymbols: RiskRule = {
  name: 'allowed-symbols',
  guards: 'entries',
  refuse({ symbol }, { limits }) {
    if (limits.allowedSymbols.length === 0) return undefined
    return faultsText(
      ...limits.allowedSymbols.map((bound) =>
        bound.value.includes(symbol)
          ? undefined
          : `${symbol} is not among the markets of ${limitOf(bound)}: ${bound.value.join(', ')}`,
      ),
    )
  },
}
