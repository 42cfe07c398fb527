/** What is asked of an exchange, the most urgent first: these wait and fail apart from each other. */
export const CALL_KINDS = ['cancel', 'query', 'create', 'account', 'market-data'] as const
export type CallKind = (typeof CALL_KINDS)[number]

/**
 * Calls of one kind. open: too many in a row got no answer, and none is sent for a while. half-open: one is sent to see.
 * Cancels, and orders that take risk away, are sent whatever the state.
 */
export interface CallBreaker {
  readonly calls: CallKind
  readonly state: 'closed' | 'open' | 'half-open'
  /** Of the last failure, for people; empty while it is closed. */
  readonly reason: string
  /** When it left the closed state, in Unix ms; null while it is closed. */
  readonly since: number | null
}

/** How it shows that a book has missed no change: a number on each, a checksum, every book told whole; or not at all. */
export type BookCheck = 'sequence' | 'checksum' | 'whole books' | 'none'

/** What an exchange goes on telling, of one market or of the account. */
export interface StreamHealth {
  readonly news: 'candles' | 'order book' | 'price' | 'account'
  /** Null for news of the account. */
  readonly symbol: string | null
  /** Since the last news; null where there was none yet. */
  readonly ageMs: number | null
  /** It may have changed since without a word: it was neither told nor could be asked for. */
  readonly isStale: boolean
  /** Of an order book alone. */
  readonly check: BookCheck | null
}

/** How the connection to an exchange does. */
export interface ExchangeHealth {
  /** Empty where nothing is sent over a network. */
  readonly callBreakers: readonly CallBreaker[]
  /** What is left of the request budget; null where there is none. */
  readonly ratePercentLeft: number | null
  /** The exchange's clock minus ours, as it was last measured; null where it was not, or too long ago. */
  readonly clockOffsetMs: number | null
  readonly streams: readonly StreamHealth[]
}

/** Of an exchange that lives in this process. */
export const HEALTHY: ExchangeHealth = {
  callBreakers: [],
  ratePercentLeft: null,
  clockOffsetMs: null,
  streams: [],
}
