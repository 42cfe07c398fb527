import { z } from 'zod'
import { DECISION_KINDS } from '../domain/decision.ts'
import { ORDER_TYPES, TIMES_IN_FORCE } from '../domain/order.ts'
import { killSwitchView, tradingStates, tradingView, tripView } from './risk-view.ts'
import { strategyLine } from './setup.ts'
import { TICKET_TYPES } from './ticket-types.ts'
import {
  decimalText,
  driftDecision,
  identifier,
  label,
  mode,
  sentence,
  symbol,
  timeframe,
  timeMs,
} from './values.ts'

/** Candles as columns: a fraction of the cost of objects on the way to the window. Floats, for drawing only. */
export const candleColumns = z.object({
  openTime: z.array(timeMs),
  open: z.array(z.number()),
  high: z.array(z.number()),
  low: z.array(z.number()),
  close: z.array(z.number()),
  volume: z.array(z.number()),
  /** One column per strategy line, null while it warms up; of an account's candles, named by `botLineKey`. */
  lines: z.record(z.string().max(130), z.array(z.number().nullable())),
})
export type CandleColumns = z.infer<typeof candleColumns>

export const equityColumns = z.object({ time: z.array(timeMs), equity: z.array(z.number()) })
export type EquityColumns = z.infer<typeof equityColumns>

/** What an order by hand has to keep to, so that the ticket can say it before the order is sent. */
export const orderRules = z.object({
  priceTick: decimalText,
  quantityStep: decimalText,
  quantityMin: decimalText,
  /** In quote currency. */
  notionalMin: decimalText,
  /** What fees and slippage take at most, in percent of what an order is worth. */
  costPercentMax: decimalText,
  orderTypes: z.array(z.enum(TICKET_TYPES)),
  /** Those that the exchange keeps itself; others are watched by Cryptobot until their price is reached. */
  nativeTypes: z.array(z.enum(ORDER_TYPES)),
  /** A stop and a target rest at the exchange as one, which carries out one of them. */
  keepsPairs: z.boolean(),
  timesInForce: z.array(z.enum(TIMES_IN_FORCE)),
})
export type OrderRules = z.infer<typeof orderRules>

export const accountView = z.object({
  id: identifier,
  mode,
  /** "built-in market", "replay of BTCUSDT-1h.csv", "Binance". */
  title: label,
  symbol,
  base: label,
  quote: label,
  timeframe,
  startingBalance: decimalText,
  /** Decimals that prices of this market are shown with. */
  priceDecimals: z.number().int().min(0).max(18),
  /** Candles per second for demo and replay; null where time is real. */
  speed: z.number().positive().nullable(),
  orderRules,
})
export type AccountView = z.infer<typeof accountView>

export const feedView = z.object({
  state: z.enum(['connecting', 'running', 'stale', 'finished', 'failed']),
  /** What is being done about it, when something is wrong. */
  message: sentence,
  /** When the last candle arrived, wall-clock time. */
  lastCandleAt: timeMs.nullable(),
})
export type FeedView = z.infer<typeof feedView>

export const botView = z.object({
  id: identifier,
  name: label,
  strategyId: identifier,
  strategyName: label,
  symbol,
  timeframe,
  /** As its strategy names them. */
  parameters: z.array(z.object({ label, text: label })),
  decides: z.enum(DECISION_KINDS),
  status: z.enum(['running', 'stopped']),
  /** The bot's own; the account's and the profile's count as well. */
  trading: tradingView,
  /** How much an entry buys: "25 % of equity". */
  sizing: sentence,
  stopPercent: z.number().nullable(),
  targetPercent: z.number().nullable(),
  trailingPercent: z.number().nullable(),
  /** What the strategy thought at the last closed candle. */
  thought: sentence,
  lines: z.array(strategyLine),
})
export type BotView = z.infer<typeof botView>

export const balanceView = z.object({
  currency: label,
  free: decimalText,
  used: decimalText,
  total: decimalText,
})

export const positionView = z.object({
  botId: identifier,
  symbol,
  quantity: decimalText,
  /** What one unit cost, fees included: the price to break even, before the fee of the sale. */
  averageCost: decimalText,
  mark: decimalText,
  value: decimalText,
  unrealised: decimalText,
  /** Of the cost, in percent. */
  unrealisedPercent: z.number(),
  openedAt: timeMs,
  /** Where the exits stand; null where one is not wanted. */
  stopPrice: decimalText.nullable(),
  targetPrice: decimalText.nullable(),
  trailingPrice: decimalText.nullable(),
})
export type PositionView = z.infer<typeof positionView>

/** What the account is worth in the currency that its owner chose. */
export const equityWorth = z.object({
  currency: z.string(),
  equity: decimalText,
  /** Held, and not counted, because no price of them is known. */
  unpriced: z.array(z.string()),
})
export type EquityWorthView = z.infer<typeof equityWorth>

export const portfolioView = z.object({
  equity: decimalText,
  worth: equityWorth,
  /** Since the account was opened. */
  change: decimalText,
  changePercent: z.number(),
  realised: decimalText,
  feesPaid: decimalText,
  balances: z.array(balanceView),
  positions: z.array(positionView),
})
export type PortfolioView = z.infer<typeof portfolioView>

export const orderView = z.object({
  intentId: identifier,
  clientOrderId: identifier,
  exchangeOrderId: label.nullable(),
  botId: identifier,
  symbol,
  side: z.enum(['buy', 'sell']),
  purpose: z.enum(['enter', 'exit']),
  type: z.enum(ORDER_TYPES),
  quantity: decimalText,
  limitPrice: decimalText.nullable(),
  /** Where a stop or a take-profit starts to work. */
  triggerPrice: decimalText.nullable(),
  /** How far a trailing stop stays behind the best price. */
  trailingPercent: decimalText.nullable(),
  timeInForce: z.enum(TIMES_IN_FORCE),
  /** Rather not at all than as a taker. */
  postOnly: z.boolean(),
  filled: decimalText,
  averagePrice: decimalText.nullable(),
  /** waiting: watched by Cryptobot, not at the exchange. */
  state: z.enum([
    'waiting',
    'submitting',
    'unresolved',
    'open',
    'partially-filled',
    'filled',
    'cancelled',
    'rejected',
    'absent',
  ]),
  /** Who looks whether its price is there; null where it waits for none. */
  watchedBy: z.enum(['cryptobot', 'exchange']).nullable(),
  /** A cancel was asked for and is not confirmed. */
  isBeingCancelled: z.boolean(),
  note: sentence.nullable(),
  createdAt: timeMs,
  updatedAt: timeMs,
})
export type OrderView = z.infer<typeof orderView>

export const fillView = z.object({
  fillId: label,
  clientOrderId: identifier,
  botId: identifier,
  symbol,
  side: z.enum(['buy', 'sell']),
  price: decimalText,
  quantity: decimalText,
  cost: decimalText,
  fee: decimalText,
  feeCurrency: label,
  liquidity: z.enum(['maker', 'taker']),
  time: timeMs,
})
export type FillView = z.infer<typeof fillView>

export const decisionView = z.object({
  /** Grows by one a record, so that it can serve as a key. */
  id: z.number().int().nonnegative(),
  time: timeMs,
  botId: identifier,
  kind: z.enum(['watching', 'enter', 'exit', 'refused', 'blocked', 'state']),
  reason: sentence,
  detail: sentence,
  intentId: identifier.nullable(),
})
export type DecisionView = z.infer<typeof decisionView>

/** A difference between our record and the exchange's that nothing explains. */
export const driftView = z.object({
  driftId: identifier,
  kind: z.enum([
    'balance',
    'external-order',
    'external-fill',
    'missing-fills',
    'missing-order',
    'missing-stop',
  ]),
  about: label,
  symbol: symbol.nullable(),
  /** What it puts in doubt: entries in markets of these wait. */
  currencies: z.array(label),
  ours: sentence,
  theirs: sentence,
  since: timeMs,
  state: z.enum(['open', 'ignored', 'adopted', 'fixed', 'gone']),
  /** What can be done about it. */
  decisions: z.array(driftDecision),
})
export type DriftView = z.infer<typeof driftView>

/** How our record stands against the exchange's. */
export const reconciliationView = z.object({
  isReconciled: z.boolean(),
  /** When everything was last compared and every question answered. */
  reconciledAt: timeMs.nullable(),
  /** Why the last comparison was not complete; empty when it was. */
  trouble: sentence,
})
export type ReconciliationView = z.infer<typeof reconciliationView>

/** The small things that are sent whole whenever one of them changes. */
export const engineStatus = z.object({
  /** The strictest of the account's and the profile's. */
  trading: tradingView,
  states: tradingStates,
  /** Breakers that have tripped. */
  trips: z.array(tripView),
  /** Until all of it is confirmed; null when it is not in use. */
  killSwitch: killSwitchView.nullable(),
  feed: feedView,
  speed: z.number().positive().nullable(),
  bots: z.array(botView),
  portfolio: portfolioView,
  reconciliation: reconciliationView,
  /** The open ones, oldest first. */
  drifts: z.array(driftView),
})
export type EngineStatus = z.infer<typeof engineStatus>

/** All the window needs to draw itself; `sequence` is that of the last update it holds. */
export const engineSnapshot = z.object({
  sequence: z.number().int().nonnegative(),
  account: accountView,
  status: engineStatus,
  candles: candleColumns,
  equity: equityColumns,
  orders: z.array(orderView),
  fills: z.array(fillView),
  decisions: z.array(decisionView),
})
export type EngineSnapshot = z.infer<typeof engineSnapshot>

/**
 * What changed since the last update, at most about ten times a second. Candles and equity are appended (a candle whose
 * openTime is already there replaces it), orders are replaced by intentId, fills and decisions appended.
 * A gap in `sequence` means: ask for a new snapshot.
 */
export const engineUpdate = z.object({
  sequence: z.number().int().nonnegative(),
  status: engineStatus,
  candles: candleColumns,
  equity: equityColumns,
  orders: z.array(orderView),
  fills: z.array(fillView),
  decisions: z.array(decisionView),
})
export type EngineUpdate = z.infer<typeof engineUpdate>
