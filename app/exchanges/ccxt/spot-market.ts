import { z } from 'zod'

/** Symbols that the rest of Cryptobot can write down. */
const SYMBOL = /^[A-Z0-9]+\/[A-Z0-9]+$/

const spotMarket = z.object({
  symbol: z.string().max(40).regex(SYMBOL),
  base: z.string(),
  quote: z.string(),
  spot: z.literal(true),
  /** Not every exchange tells. */
  active: z.boolean().nullish(),
})
export type SpotMarket = z.infer<typeof spotMarket>

/** A market of ccxt, if it is a spot market that is open for trading. */
export function parseSpotMarket(listed: unknown): SpotMarket | undefined {
  const market = spotMarket.safeParse(listed).data
  return market?.active === false ? undefined : market
}

export function isTradedSpot(listed: unknown): boolean {
  return parseSpotMarket(listed) !== undefined
}
