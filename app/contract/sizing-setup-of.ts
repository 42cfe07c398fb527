import { formatAmount, formatPercent, type Rate } from '../domain/amount.ts'
import { assertNever } from '../domain/assert.ts'
import type { Sizing } from '../domain/sizing.ts'
import type { SizingSetup } from './sizing-setup.ts'

/** A sizing as people write it; `sizingFrom` turns it back. */
export function sizingSetupOf(sizing: Sizing): SizingSetup {
  switch (sizing.kind) {
    case 'fixed-amount':
      return { kind: sizing.kind, quantity: formatAmount(sizing.quantity) }
    case 'fixed-quote':
      return { kind: sizing.kind, amount: formatAmount(sizing.amount) }
    case 'percent-of-equity':
    case 'risk-percent':
      return { kind: sizing.kind, percent: percentOf(sizing.share) }
    case 'volatility-target':
      return {
        kind: sizing.kind,
        percent: percentOf(sizing.share),
        period: sizing.period,
        multiple: factorOf(sizing.multiple),
      }
    case 'kelly':
      return {
        kind: sizing.kind,
        winPercent: percentOf(sizing.winRate),
        payoffRatio: factorOf(sizing.payoffRatio),
        fraction: factorOf(sizing.fraction),
        percentMax: percentOf(sizing.shareMax),
      }
    default:
      return assertNever(sizing)
  }
}

/** 0.025 as 2.5, read back from its exact text. */
export function percentOf(rate: Rate): number {
  return Number(formatPercent(rate))
}

function factorOf(rate: Rate): number {
  return Number(formatAmount(rate))
}
