import type { BacktestSetup } from '../../contract/backtest-document.ts'
import { percentOf, sizingSetupOf } from '../../contract/sizing-setup-of.ts'
import { formatAmount, type Rate } from '../../domain/amount.ts'
import type { Bot } from '../../domain/bot.ts'
import type { PaperRules } from '../../exchanges/paper/paper-rules.ts'
import type { BacktestRequest } from '../run-backtest.ts'

/** Where the candles of a run came from. */
export type CandleOrigin = Pick<BacktestSetup, 'candles' | 'finer'>

/** What was tested, in the words of forms and files. */
export function backtestSetupOf(request: BacktestRequest, origin: CandleOrigin): BacktestSetup {
  return {
    symbol: request.market.symbol,
    otherSymbols: (request.others ?? []).map(({ market }) => market.symbol),
    timeframe: request.timeframe,
    bots: request.bots.map(botOf),
    cash: formatAmount(request.cash),
    costs: costsOf(request.rules),
    ...origin,
  }
}

function botOf({
  symbol,
  strategyId,
  parameters,
  sizing,
  exits,
}: Bot): BacktestSetup['bots'][number] {
  return {
    symbol,
    strategyId,
    parameters,
    sizing: sizingSetupOf(sizing),
    exits: {
      stopPercent: percentOrNull(exits.stop),
      targetPercent: percentOrNull(exits.target),
      trailingPercent: percentOrNull(exits.trailing),
    },
  }
}

function costsOf(rules: PaperRules): BacktestSetup['costs'] {
  return {
    takerFeeBps: basisPointsOf(rules.takerFee),
    makerFeeBps: basisPointsOf(rules.makerFee),
    spreadBps: basisPointsOf((rules.halfSpread * 2) as Rate),
    slippageBps: basisPointsOf(rules.slippage),
    latencyMs: rules.latencyMs,
    volumePercent: percentOrNull(rules.volumeShareMax),
  }
}

function percentOrNull(rate: Rate | null): number | null {
  return rate === null ? null : percentOf(rate)
}

function basisPointsOf(rate: Rate): number {
  return rate / 10_000
}
