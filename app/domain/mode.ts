/** What an order means: a built-in market, real data with simulated orders, an exchange's testnet, or real money. */
export const MODES = ['demo', 'paper', 'testnet', 'live'] as const
export type Mode = (typeof MODES)[number]
