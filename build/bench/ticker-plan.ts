/** What the server of the flood of tickers is told, and tells. */
export const TICKER_MARKETS = Array.from({ length: 1_000 }, (_, index) => `C${index}USDT`)

export interface TickerCommand {
  readonly messagesPerSecond: number
  readonly seconds: number
}

export interface TickerEnd {
  readonly sent: number
  /** As it has to be written on the screen, of the first market. */
  readonly lastPrice: string
}
