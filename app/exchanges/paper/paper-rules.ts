import type { Rate } from '../../domain/amount.ts'
import { rateFromBasisPoints, rateFromPercent } from '../../domain/amount.ts'

/** How kind the simulated exchange is. */
export interface PaperRules {
  /** For orders that waited in the book, and for those that took from it; in the quote currency. */
  readonly makerFee: Rate
  readonly takerFee: Rate
  /** Distance of the best price from the middle, and what a taker loses beyond it. */
  readonly halfSpread: Rate
  readonly slippage: Rate
  /** How much of what was traded we could have been; null where volume sets no limit. */
  readonly volumeShareMax: Rate | null
  /** From sending an order to its arrival. */
  readonly latencyMs: number
}

/** A mid-sized account at a large exchange; rather too strict than too kind. */
export const DEFAULT_PAPER_RULES: PaperRules = {
  makerFee: rateFromBasisPoints(10),
  takerFee: rateFromBasisPoints(10),
  halfSpread: rateFromBasisPoints(1),
  slippage: rateFromBasisPoints(2),
  volumeShareMax: rateFromPercent(10),
  latencyMs: 0,
}
