import type { Amount } from './amount.ts'

/** What a market asks of an order. Null: no such rule. */
export interface MarketRules {
  readonly tickSize: Amount
  readonly priceMin: Amount
  readonly priceMax: Amount
  readonly stepSize: Amount
  readonly quantityMin: Amount
  readonly quantityMax: Amount
  readonly marketQuantityMax: Amount
  readonly notionalMin: Amount
  readonly notionalMax: Amount
  /** Limit prices must lie between the last price divided and multiplied by this. */
  readonly priceFactorMax: bigint
  readonly openOrdersMax: number
  readonly conditionalOrdersMax: number
}

export interface Market {
  /** The exchange's own name: "BTCUSDT". */
  readonly symbol: string
  readonly baseAsset: string
  readonly quoteAsset: string
  /** How fine balances and fees are kept. */
  readonly assetDecimals: number
  readonly trading: boolean
  readonly rules: MarketRules
}
