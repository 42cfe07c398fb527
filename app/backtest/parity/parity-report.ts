import type { ParityDocument, ParityLine } from '../../contract/parity-document.ts'
import type { Money } from '../../domain/amount.ts'
import type { Bot } from '../../domain/bot.ts'
import type { Candle } from '../../domain/candle.ts'
import type { Fill } from '../../domain/fill.ts'
import type { Market } from '../../domain/market.ts'
import type { Mode } from '../../domain/mode.ts'
import type { Order } from '../../domain/order.ts'
import type { RiskLimits } from '../../domain/risk-limits.ts'
import { type Timeframe, timeframeMs } from '../../domain/timeframe.ts'
import { costRateOf } from '../../exchanges/paper/paper-exchange.ts'
import { ID_PREFIX, intentId } from '../../execution/client-order-id.ts'
import type { StoredDecision } from '../../ports/ledger-store.ts'
import { CandleColumns } from '../candle-columns.ts'
import { gapsOf } from '../candle-range.ts'
import { runBacktest } from '../run-backtest.ts'
import { accountCosts } from './account-costs.ts'
import type { AccountMemory } from './difference-cause.ts'
import { parityLines } from './parity-lines.ts'
import { tradedWishes } from './traded-wishes.ts'

/** What an account did, as it stands in its files. */
export interface PastAccount {
  readonly title: string
  readonly mode: Mode
  readonly idPrefix: string
  readonly market: Market
  readonly timeframe: Timeframe
  readonly bots: readonly Bot[]
  readonly cash: Money
  readonly limits: RiskLimits
  readonly candles: readonly Candle[]
  /** So many of them are history, from before the account began. */
  readonly warmUp: number
  readonly fills: readonly Fill[]
  readonly orders: readonly Order[]
  readonly decisions: readonly StoredDecision[]
}

/** The same bots over the same candles, by the rules of paper trading and the account's own fees, held against what the account really did. */
export function parityReport(past: PastAccount): ParityDocument {
  const { market, timeframe, candles, warmUp } = past
  const rules = accountCosts(past.fills)
  const tested = runBacktest({
    ...{ market, timeframe, warmUp, bots: past.bots, cash: past.cash, limits: past.limits },
    candles: CandleColumns.of(candles),
    rules,
    costRate: costRateOf(rules),
  })
  const lines = parityLines({
    market,
    account: tradedWishes(past.fills, past.idPrefix),
    backtest: tradedWishes(tested.fills, ID_PREFIX),
    memory: memoryOf(past),
  })
  const times = candles.slice(warmUp).map(({ openTime }) => openTime)
  const same = lines.filter(({ verdict }) => verdict === 'same').length
  return {
    ...{ account: past.title, mode: past.mode, symbol: market.symbol, timeframe },
    candles: times.length,
    range: {
      from: times[0] ?? 0,
      to: times.at(-1) ?? 0,
      gaps: [...gapsOf(times, timeframeMs(timeframe))],
    },
    same,
    different: lines.length - same,
    summary: summaryOf(lines, same),
    lines: [...lines],
  }
}

function memoryOf({ orders, decisions, bots, timeframe }: PastAccount): AccountMemory {
  return {
    orders: new Map(orders.map((order) => [order.intent.intentId, order])),
    refusals: new Map(
      decisions
        .filter(({ kind }) => kind === 'refused' || kind === 'blocked')
        .flatMap((decision) => wishesAt(decision, timeframeMs(timeframe))),
    ),
    botIds: new Set(bots.map(({ id }) => id)),
  }
}

/** A refusal names no order, since there is none: it is of the candle that closed then. */
function wishesAt(
  decision: StoredDecision,
  candleMs: number,
): readonly (readonly [string, StoredDecision])[] {
  const { botId, time } = decision
  const kinds = ['enter', 'exit', 'stop'] as const
  return kinds.map((kind) => [intentId(botId, time - candleMs, kind), decision] as const)
}

function summaryOf(lines: readonly ParityLine[], same: number): string {
  if (lines.length === 0) return 'Neither the account nor the backtest traded in this period.'
  if (same === lines.length) return `All ${same} trades are the same, to the last digit.`
  const counted = (verdict: ParityLine['verdict']) =>
    lines.filter((line) => line.verdict === verdict).length
  return `Of ${lines.length} trades, ${same} are the same, ${counted('other-terms')} happened on other terms, ${counted('only-account')} in the account alone and ${counted('only-backtest')} in the backtest alone.`
}
