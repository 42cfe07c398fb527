import { formatPercent, type Rate } from '../../domain/amount.ts'
import type { OrderLimits } from '../../domain/risk-limits.ts'

/** What one order was limited to, as the decision log shows it. */
export function orderLimitsText(limits: OrderLimits | null): string {
  const { collarMax = null, slippageMax = null } = limits ?? {}
  const parts = [...part('price collar', collarMax), ...part('slippage', slippageMax)]
  return parts.length === 0 ? 'no limits of its own' : `its own limits: ${parts.join(', ')}`
}

function part(name: string, rate: Rate | null): readonly string[] {
  return rate === null ? [] : [`${name} ${formatPercent(rate)} %`]
}
