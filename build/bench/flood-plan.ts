/** Binance's ids of the markets whose books are kept up at once: as many as an account follows at most. */
export const FLOOD_MARKETS: readonly string[] = Array.from({ length: 10 }, (_, n) => `C${n}USDT`)

export interface FloodCommand {
  readonly messagesPerSecond: number
  readonly seconds: number
}

export interface FloodEnd {
  readonly sent: number
  /** Trades of our own among them. */
  readonly own: number
  /** The number of the last change of each book. */
  readonly books: readonly (readonly [market: string, updateId: number])[]
}
