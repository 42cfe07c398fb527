import type { Result } from '../../domain/result.ts'
import type { BookCheck, CallKind } from '../../ports/exchange-health.ts'
import type { KeyReport } from '../../ports/key-report.ts'

/**
 * What an exchange does that ccxt does not smooth over: which field carries our order id, how an order is found again
 * by it, what an error code leaves open, which orders it takes. Facts only; each says where it was read.
 */
export interface ExchangeFacts {
  readonly exchangeId: string
  readonly trading:
    | { readonly supported: true }
    | { readonly supported: false; readonly why: string }
  /** Set on ccxt's `options`: above all what keeps it from asking about the account before each order. */
  readonly ccxtOptions: Readonly<Record<string, unknown>>
  readonly clientIds: ClientIdFacts
  readonly answers: AnswerFacts
  readonly history: HistoryFacts
  readonly timing: TimingFacts
  readonly orders: OrderFacts
  readonly streams: StreamFacts
  readonly deadManSwitch: DeadManSwitch | null
  /** Where the exchange tells of the key that it is asked with; null where it documents nothing that we have looked into. */
  readonly key: KeyFacts | null
  /** Which of ccxt's two switches leads to play money; null where there is none. */
  readonly testnet: 'setSandboxMode' | 'enableDemoTrading' | null
  readonly budget: RequestBudget
}

/** Our id is "cb-…", at most 28 of [A-Za-z0-9-]; the exchange's form of it is a function of ours alone. */
export interface ClientIdFacts {
  toExchange(clientOrderId: string): string
  /** Our id again; null when it is not one of ours or was hashed: then compare `toExchange` of the ids we know. */
  fromExchange(text: string): string | null
  /** What makes ccxt's createOrder send the id. The argument is the exchange's form, as in all that follow. */
  createParams(id: string, conditional: boolean): Params
  /** The questions that find an order by our id, to be asked in turn until one does. */
  questions(id: string, conditional: boolean): readonly OrderQuestion[]
  /** The arguments of ccxt's cancelOrder; null where only the exchange's own id will do. */
  cancel(id: string, conditional: boolean): CancelArguments | null
  /** Beside the exchange's own id, for fetchOrder and cancelOrder. */
  byExchangeId(conditional: boolean): { readonly fetch: Params; readonly cancel: Params }
  /**
   * Among which orders the exchange refuses a second one with the same id. Only 'all-orders' makes it safe to send
   * again; 'undocumented' is treated like 'open-orders'.
   */
  readonly uniqueAmong: 'open-orders' | 'all-orders' | 'undocumented'
  /** The exchange answers a second create with the first order instead of an error. */
  readonly repeatReturnsFirst: boolean
}

export type Params = Readonly<Record<string, unknown>>

/** A call of ccxt. Where it lists, the order is the one whose client id equals the exchange's form of ours. */
export type OrderQuestion =
  | { readonly kind: 'order'; readonly id: string; readonly params: Params }
  | {
      readonly kind: 'list'
      readonly method:
        | 'fetchOpenOrders'
        | 'fetchClosedOrders'
        | 'fetchCanceledOrders'
        | 'fetchCanceledAndClosedOrders'
        | 'fetchOrders'
      readonly params: Params
      /**
       * The exchange filters by our id, and `since` is not needed. Without that it is, well before the order was sent:
       * ccxt itself drops what is older. A page as long as this may hide the order, and proves no absence.
       */
      readonly filtered: boolean
      readonly pageSize: number
    }

export interface CancelArguments {
  readonly id: string | undefined
  readonly params: Params
}

/** A text is the whole code; an expression is tried on "code message". */
export type CodePattern = string | RegExp

export interface AnswerFacts {
  /** The error in an answer's JSON; null when there is none to be read. */
  readError(answer: unknown): AnswerError | null
  /** Whether an answer is a list, be it an empty one, or a balance. */
  isList(answer: unknown): boolean
  /** The order may exist, whatever class ccxt throws. */
  readonly ambiguous: readonly CodePattern[]
  /** An order with this id exists. */
  readonly duplicate: readonly CodePattern[]
  /** The exchange knows no such order. */
  readonly notFound: readonly CodePattern[]
  /** True for a good answer that says there is no such order without an error, where that is how it is said. */
  readonly saysNone?: (answer: unknown) => boolean
  /** To a cancel: the order is finished already, or was never there. */
  readonly nothingToCancel: readonly CodePattern[]
  /** Too many requests: this one was not carried out. */
  readonly limited: readonly CodePattern[]
  /** Our clock is off: the request was not carried out. */
  readonly clock: readonly CodePattern[]
  /** The key is wrong, revoked or expired, lacks the permission, or may not be used from this address. */
  readonly keyRefused: readonly CodePattern[]
  /** True where a refused key is answered with 401 and no JSON, so that there is no code to read. */
  readonly refusesKeysWordlessly?: boolean
  /** Surely refused although ccxt's class does not say so. */
  readonly rejected: readonly CodePattern[]
  /** Puts right what ccxt makes wrong of an order, answered or streamed; absent where nothing is. */
  correctOrder?(order: unknown): unknown
}

export interface AnswerError {
  readonly code: string
  readonly message: string
}

export interface HistoryFacts {
  /** Orders cancelled without a fill cannot be found after this; null: not known to vanish. */
  readonly unfilledCancelledMs: number | null
  /** The longest span of one request; null: any. */
  readonly tradesWindowMs: number | null
  readonly ordersWindowMs: number | null
  readonly tradesPageSize: number
  /** How fine the times are by which trades are asked for. */
  readonly tradesResolutionMs: 1 | 1_000
  readonly tradesNeedSymbol: boolean
  /** False where a page holds the trades of all markets, and ccxt picks those of one. */
  readonly tradesFiltered: boolean
  readonly openOrdersNeedSymbol: boolean
  /** What makes ccxt list all of them, where it would stop after the first page. */
  readonly openOrdersParams: Params
  /** What lists the orders that wait for a price, where that takes more than one question, or other ones than a cancel. */
  readonly conditionalLists?: readonly Params[]
  /** Where neither lists all of them; null where one answer does. */
  readonly openOrderPages: OpenOrderPages | null
}

export interface OpenOrderPages {
  /** A page with fewer is the last one. */
  readonly size: number
  /** What asks for the page after one whose oldest order has this id. */
  next(after: { readonly page: number; readonly oldestId: string }): Params
}

export interface TimingFacts {
  /** How long an accepted order may stay invisible to the questions above. Ours; no exchange promises one. */
  readonly visibilityLagMs: number
  /** How long after it was signed a delayed request may still be carried out. */
  readonly requestValidityMs: number
  /** Parameters of create that shorten that; the argument is the time by the exchange's clock. */
  expiryParams(now: number): Params
  /** How coarse the exchange tells its time. */
  readonly clockResolutionMs: number
  /**
   * Each signed request must have a higher number than all before it, so that one waits for the answer to the other: two
   * on the way at once may arrive in the wrong order.
   */
  readonly risingNonce: boolean
}

export interface StreamFacts {
  /** 'hint': ccxt's order lacks our id, its quantity or what is filled, so it only tells which order to ask for. */
  readonly orders: 'complete' | 'hint' | 'none'
  readonly trades: boolean
  /** Puts right what ccxt makes wrong of a streamed trade; absent where nothing is. */
  correctTrade?(trade: unknown): unknown
  readonly balance: boolean
  /**
   * How many levels ccxt's watchOrderBook is asked for, null where it is asked without a number. 'none': books are asked for
   * by request.
   */
  readonly bookLevels: number | null | 'none'
  readonly bookCheck: BookCheck
  /** By what a message proves a book; absent where ccxt looks at that, or nothing can be looked at. */
  readonly bookProof?: BookProof
}

export interface BookProof {
  /** Of which market a message is, and whether it tells the whole book; undefined where it is of none. */
  read(message: unknown): { readonly symbol: string; readonly isWhole: boolean } | undefined
  /** Whether the book is the exchange's own after the message. The last is the market as the exchange lists it. */
  holds(message: unknown, book: unknown, listed: unknown): boolean
}

/** Unless it is called again within the timeout, the exchange cancels orders. */
export interface DeadManSwitch {
  /** ccxt's cancelAllOrdersAfter takes milliseconds; the exchange has this shortest and longest time. */
  readonly timeoutMsMin: number
  readonly timeoutMsMax: number
  /** Null where it cancels all orders of the account, stops and those of other people's making as well. */
  readonly marked: MarkedOrders | null
}

/** How it is told to cancel those orders only that carry a mark. */
export interface MarkedOrders {
  /** Puts the mark on an order. */
  readonly create: Params
  readonly arm: Params
  /** Whether an answer says that the time runs for marked orders. */
  isArmed(answer: unknown): boolean
}

/** What we allow ourselves, which is less than the exchange does. */
export interface RequestBudget {
  readonly windowMs: number
  readonly weightMax: number
  readonly weights: Readonly<Record<RequestKind, number>>
  /**
   * Kinds that the exchange counts apart as well. Windows are a little longer than the exchange's: requests do not all take
   * the same time to get there.
   */
  readonly kindLimits?: Readonly<Partial<Record<RequestKind, KindLimit>>>
  /** Headers, in lower case: weight used in this window, or left of it. */
  readonly usedHeader: string | null
  readonly remainingHeader: string | null
  /** Tells one who asked too often when to ask again. Retry-After is believed everywhere. */
  readonly resetHeader?: ResetHeader
}

/** So many requests at most in any stretch of so long. */
export interface KindLimit {
  readonly max: number
  readonly windowMs: number
}

/** A header, in lower case, with the exchange's time in Unix ms, or with how many ms are left. */
export interface ResetHeader {
  readonly name: string
  readonly holds: 'time' | 'delay'
}

export type RequestKind = CallKind

export type OrderKind =
  | 'market'
  | 'limit'
  | 'stop'
  | 'stop-limit'
  | 'take-profit'
  | 'take-profit-limit'
  | 'trailing-stop'

export type TimeInForce = 'gtc' | 'ioc' | 'fok'

/** What an order is made of beside quantity and price; the fields that its kind has not are null. */
export interface OrderTerms {
  readonly triggerPrice: string | null
  /** 1.5 is 1.5 %. */
  readonly trailingPercent: string | null
  readonly timeInForce: TimeInForce
  readonly postOnly: boolean
}

export interface KeyFacts {
  /** One of the exchange's own calls, in the words of ccxt's `request`. */
  readonly request: {
    readonly path: string
    readonly section: string | readonly string[]
    readonly method: 'GET' | 'POST'
  }
  readonly isOnTestnet: boolean
  read(answer: unknown): Result<KeyReport, string>
}

/** How ccxt is told of an order that the exchange knows itself. */
export interface NativeOrder {
  readonly native: true
  readonly type: 'market' | 'limit'
  /** What a limit price may be combined with; a market order is immediate anyway. */
  readonly timesInForce: readonly TimeInForce[]
  /** Where it can only sell. Reads on from the exchange's name. */
  readonly whyNoBuys?: string
  params(terms: OrderTerms): Params
}

export interface ForeignOrder {
  readonly native: false
  /** Reads on from the exchange's name: "Gate … ". */
  readonly why: string
}

/** Two sells of the same quantity, of which the exchange carries out one; ids in its form, numbers in decimal text. */
export interface PairTerms {
  readonly listId: string
  readonly quantity: string
  readonly stop: PairLegTerms
  readonly target: PairLegTerms
}

export interface PairLegTerms {
  readonly id: string
  readonly triggerPrice: string
}

/** How a stop and a target are sent as one. ccxt has no word of its own for that. */
export interface PairFacts {
  /** ccxt's name of the exchange's own call. */
  readonly method: 'privatePostOrderListOco'
  params(pair: PairTerms): Params
  /** The two orders in the answer, as the exchange words them; empty where it holds none. */
  reports(answer: unknown): readonly unknown[]
  /** Whether a market takes them, by the exchange's own description of it. */
  isTakenIn(market: unknown): boolean
}

export interface OrderFacts {
  /** 'quote-only': a market buy is given as money to spend, so an immediate limit order takes its place. */
  readonly marketBuy: 'base-quantity' | 'quote-only'
  readonly kinds: Readonly<Record<OrderKind, NativeOrder | ForeignOrder>>
  /** Absent where a stop and a target cannot be sent as one, or not so that each is found under its own id. */
  readonly pair?: PairFacts
  /** The exchange's own coin, in which fees are taken from whoever holds some and wants it so. */
  readonly feeCoin?: string
  /** What becomes of a conditional order when it triggers: it goes on under its ids, or a new order is made. */
  readonly triggered: 'same-order' | 'new-order'
  /** Whether its trigger reserves the balance from the start. */
  readonly triggerReserves: boolean
}
