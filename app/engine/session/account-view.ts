import type {
  AccountView,
  EngineSnapshot,
  EngineStatus,
  FeedView,
} from '../../contract/engine-view.ts'
import { HISTORY_LIMITS } from '../../contract/history-limits.ts'
import { formatAmount } from '../../domain/amount.ts'
import { decimalsOf } from '../../domain/decimal-text.ts'
import { formatPrice } from '../../domain/price.ts'
import { BotRunner } from '../bot-runner.ts'
import { chartedRunners, lineKeys, linesNow } from '../view/bot-lines.ts'
import { botView } from '../view/bot-view.ts'
import { killSwitchView, statesView, tripView } from '../view/breaker-view.ts'
import { ColumnBuilder } from '../view/column-builder.ts'
import { driftView, reconciliationView } from '../view/drift-view.ts'
import { orderRulesView } from '../view/order-rules-view.ts'
import { decisionView, fillView, orderView } from '../view/order-view.ts'
import { portfolioView } from '../view/portfolio-view.ts'
import type { SessionParts } from './session-parts.ts'

/** A message may quote a path or a file's name, however long; the window takes so much. */
const SENTENCE_MAX = 2_000
const LABEL_MAX = 200

/** What moves with the session rather than with the engine. */
export interface SessionState {
  readonly speed: number | null
  /** Wall-clock time. */
  readonly lastCandleAt: number | null
}

export function statusView(parts: SessionParts, state: SessionState): EngineStatus {
  const { engine, portfolio, record } = parts
  const { market, startingBalance } = record
  return {
    trading: { ...engine.trading, reason: engine.trading.reason.slice(0, SENTENCE_MAX) },
    states: statesView(engine),
    trips: engine.guard.trips.map(tripView),
    killSwitch: killSwitchView(engine.guard),
    feed: feedView(parts, state),
    speed: state.speed,
    bots: engine.runners.map((runner) =>
      botView(runner, engine.guard.gate.statusOf(runner.bot.id)),
    ),
    portfolio: portfolioView({ engine, portfolio, market, startingBalance }),
    reconciliation: reconciliationView(engine),
    drifts: engine.desk.drifts.open().map(driftView),
  }
}

export function snapshotView(
  parts: SessionParts,
  state: SessionState,
  sequence: number,
): EngineSnapshot {
  const { ledger } = parts
  return {
    sequence,
    account: accountView(parts, state),
    status: statusView(parts, state),
    ...historyColumns(parts),
    orders: ledger
      .loadRecentOrders(HISTORY_LIMITS.orders)
      .map((order) => orderView(order, parts.markets)),
    fills: ledger
      .loadRecentFills(HISTORY_LIMITS.fills)
      .map((fill) => fillView(fill, parts.markets)),
    decisions: ledger.loadRecentDecisions(HISTORY_LIMITS.decisions).map(decisionView),
  }
}

function feedView({ engine }: SessionParts, { lastCandleAt }: SessionState): FeedView {
  const { state, message } = engine.feed
  return { state, message: message.slice(0, SENTENCE_MAX), lastCandleAt }
}

function accountView(parts: SessionParts, { speed }: SessionState): AccountView {
  const { market, mode, title, startingBalance } = parts.record
  return {
    id: parts.accountId,
    mode,
    title: title.slice(0, LABEL_MAX),
    symbol: market.symbol,
    base: market.base,
    quote: market.quote,
    timeframe: parts.opened.feed.timeframe,
    startingBalance: formatAmount(startingBalance),
    priceDecimals: decimalsOf(formatPrice(market, market.priceTick)),
    speed,
    orderRules: orderRulesView(parts),
  }
}

/** The strategies' lines are not stored: they follow from the candles, a few more of which are read to warm them up. */
function historyColumns({ candles, engine, record }: SessionParts) {
  const runners = chartedRunners(engine.runners, record.market.symbol)
  const warmUps = runners.map(({ bot, definition }) => definition.warmUpCandles(bot.parameters))
  const warmUp = Math.max(0, ...warmUps)
  const recent = candles.loadRecentCandles(HISTORY_LIMITS.candles + warmUp)
  const columns = new ColumnBuilder(record.market, lineKeys(runners))
  const redrawn = runners.map(
    ({ bot, definition }) => new BotRunner(bot, 'stopped', definition, record.market),
  )
  for (const [index, candle] of recent.entries()) {
    for (const runner of redrawn) runner.evaluate(candle)
    if (index >= recent.length - HISTORY_LIMITS.candles)
      columns.addCandle(candle, linesNow(redrawn))
  }
  for (const { time, equity } of candles.loadRecentEquity(HISTORY_LIMITS.equity)) {
    columns.addEquity(time, equity)
  }
  return columns.take()
}
