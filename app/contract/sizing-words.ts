import { formatAmount, formatPercent } from '../domain/amount.ts'
import { assertNever } from '../domain/assert.ts'
import type { Sizing } from '../domain/sizing.ts'
import { type SizingSetup, sizingFrom } from './sizing-setup.ts'

interface Currencies {
  readonly base: string
  readonly quote: string
}

/** "25 % of equity", "0.01 BTC": a sizing as it stands in a list of facts. */
export function sizingWords(sizing: Sizing, { base, quote }: Currencies): string {
  switch (sizing.kind) {
    case 'fixed-amount':
      return `${formatAmount(sizing.quantity)} ${base}`
    case 'fixed-quote':
      return `${formatAmount(sizing.amount)} ${quote}`
    case 'percent-of-equity':
      return `${formatPercent(sizing.share)} % of equity`
    case 'risk-percent':
      return `${formatPercent(sizing.share)} % of equity lost at the stop`
    case 'volatility-target':
      return `${formatPercent(sizing.share)} % of equity for ${formatAmount(sizing.multiple)} × ATR(${sizing.period})`
    case 'kelly':
      return `${formatAmount(sizing.fraction)} of Kelly, at most ${formatPercent(sizing.shareMax)} % of equity`
    default:
      return assertNever(sizing)
  }
}

export function sizingSetupWords(setup: SizingSetup, currencies: Currencies): string {
  return sizingWords(sizingFrom(setup), currencies)
}
