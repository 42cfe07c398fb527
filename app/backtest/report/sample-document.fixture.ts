import type { BacktestDocument } from '../../contract/backtest-document.ts'

const DAY_MS = 86_400_000
const START = Date.UTC(2024, 0, 31)

/** A small result with everything in it. */
export function sampleDocument(changes: Partial<BacktestDocument> = {}): BacktestDocument {
  return {
    candles: 2,
    elapsedMs: 1.5,
    setup: {
      symbol: 'BTC/USDT',
      otherSymbols: [],
      timeframe: '1d',
      bots: [
        {
          symbol: 'BTC/USDT',
          strategyId: 'sma-cross',
          parameters: { fast: 10, slow: 30 },
          sizing: { kind: 'percent-of-equity', percent: 50 },
          exits: { stopPercent: 2, targetPercent: null, trailingPercent: null },
        },
      ],
      cash: '1000',
      costs: {
        ...{ takerFeeBps: 10, makerFeeBps: 10, spreadBps: 2, slippageBps: 2 },
        ...{ latencyMs: 0, volumePercent: null },
      },
      candles: { name: 'days.csv', repair: null },
      finer: null,
    },
    range: { from: START, to: START + DAY_MS, gaps: [] },
    trades: [
      {
        ...{
          time: START,
          symbol: 'BTC/USDT',
          side: 'buy',
          price: '30000.5',
          quantity: '0.01',
          fee: '0.3',
        },
        reason: 'the fast average crossed above the slow one',
      },
    ],
    roundTrips: [],
    equity: { start: 1_000, end: 1_100 },
    metrics: {
      ...{ totalReturn: 0.1, annualReturn: null, maxDrawdown: 0.05, longestDrawdownMs: DAY_MS },
      ...{ sharpe: 1.234, sortino: null, calmar: null, profitFactor: null, expectancy: null },
      ...{ sqn: null, trades: 1, roundTrips: 0, winRate: null, worstStreak: 0 },
      ...{ timeInMarket: 0.5, feesPaid: 0.3, turnover: 0.3, buyAndHoldReturn: -0.2 },
    },
    exposure: { average: 0.25, max: 0.5 },
    buyAndHold: { totalReturn: -0.2, maxDrawdown: 0.3 },
    months: [
      { month: '2023-12', return: 0.1, buyAndHoldReturn: 0 },
      { month: '2024-01', return: 0.1, buyAndHoldReturn: -0.1 },
      { month: '2024-02', return: -0.1, buyAndHoldReturn: -0.1 },
    ],
    curve: [
      { time: START + DAY_MS, equity: 1_000, drawdown: 0, exposure: 0, hold: 1_000 },
      { time: START + 2 * DAY_MS, equity: 1_100, drawdown: 0, exposure: 0.5, hold: 800 },
    ],
    trust: {
      verdict: 'caution',
      summary: 'Take this result with care.',
      findings: [{ check: 'gaps', verdict: 'caution', title: 'Complete data', message: 'A gap.' }],
      costRuns: [{ factor: 2, totalReturn: -0.1, maxDrawdown: 0.1, sharpe: null, trades: 1 }],
    },
    ...changes,
  }
}
