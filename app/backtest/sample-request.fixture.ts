import { rateFromPercent } from '../domain/amount.ts'
import { type Bot, NO_EXITS } from '../domain/bot.ts'
import type { Market } from '../domain/market.ts'
import { NO_LIMITS } from '../domain/risk-limits.ts'
import { money } from '../domain/sample-market.fixture.ts'
import { DEMO_MARKET, demoCandles } from '../exchanges/demo/demo-candles.ts'
import { costRateOf } from '../exchanges/paper/paper-exchange.ts'
import { DEFAULT_PAPER_RULES } from '../exchanges/paper/paper-rules.ts'
import { CandleColumns } from './candle-columns.ts'
import type { BacktestRequest } from './run-backtest.ts'

const CROSSOVER: Bot = {
  id: 'bot1',
  name: 'Crossover',
  strategyId: 'sma-cross',
  parameters: { fast: 5, slow: 12 },
  symbol: DEMO_MARKET.symbol,
  timeframe: '1m',
  sizing: { kind: 'percent-of-equity', share: rateFromPercent(50) },
  exits: NO_EXITS,
}

/** A crossover over the first so many minutes of the demo market. */
export function sampleRequest(candles: number): BacktestRequest {
  return {
    market: DEMO_MARKET,
    timeframe: '1m',
    candles: CandleColumns.of(demoCandles(11, 0, candles)),
    bots: [CROSSOVER],
    cash: money('10000'),
    warmUp: 0,
    rules: DEFAULT_PAPER_RULES,
    costRate: costRateOf(DEFAULT_PAPER_RULES),
    limits: NO_LIMITS,
  }
}

export const OTHER_MARKET: Market = { ...DEMO_MARKET, symbol: 'ETH/USDT', base: 'ETH' }

/** The same beside a bot of the same strategy and one of another, both on a second market. */
export function sampleOfTwoMarkets(candles: number): BacktestRequest {
  const ether = { ...CROSSOVER, symbol: OTHER_MARKET.symbol }
  const parameters = { period: 20, width: 2 }
  return {
    ...sampleRequest(candles),
    others: [{ market: OTHER_MARKET, candles: CandleColumns.of(demoCandles(23, 0, candles)) }],
    bots: [
      CROSSOVER,
      { ...ether, id: 'bot2', name: 'Ether' },
      { ...ether, id: 'bot3', name: 'Bands', strategyId: 'bollinger-reversion', parameters },
    ],
  }
}
