import type { CandleColumns } from '../../app/backtest/candle-columns.ts'
import type { BacktestRequest } from '../../app/backtest/run-backtest.ts'
import type { Rate } from '../../app/domain/amount.ts'
import { NO_LIMITS } from '../../app/domain/risk-limits.ts'
import { DEFAULT_PAPER_RULES } from '../../app/exchanges/paper/paper-rules.ts'
import { BENCH_BOT, BENCH_CASH, BENCH_MARKET } from './bench-account.ts'

const NOTHING = 0 as Rate

/** Costs are computed but nothing, or they would eat the account before half of the trades are made. */
export function backtestRequest(candles: CandleColumns): BacktestRequest {
  return {
    market: BENCH_MARKET,
    timeframe: BENCH_BOT.timeframe,
    candles,
    bots: [BENCH_BOT],
    cash: BENCH_CASH,
    warmUp: 0,
    rules: {
      ...DEFAULT_PAPER_RULES,
      makerFee: NOTHING,
      takerFee: NOTHING,
      halfSpread: NOTHING,
      slippage: NOTHING,
      latencyMs: 0,
      volumeShareMax: null,
    },
    costRate: NOTHING,
    limits: NO_LIMITS,
  }
}
