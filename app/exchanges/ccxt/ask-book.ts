import type { Exchange } from 'ccxt'

/** The book as the exchange tells it; where it does not, its best prices are one of a single level. */
export async function askBook(
  exchange: Pick<Exchange, 'fetchOrderBook' | 'fetchTicker'>,
  symbol: string,
  levels: number,
) {
  try {
    return await exchange.fetchOrderBook(symbol, levels)
  } catch (error) {
    const { bid, ask, bidVolume, askVolume } = await exchange.fetchTicker(symbol)
    if (!bid || !ask || !bidVolume || !askVolume) throw error
    return { symbol, bids: [[bid, bidVolume]], asks: [[ask, askVolume]] }
  }
}
