import { describe, expect, it } from 'vitest'
import type { CandleSeries } from '../../../app/contract/research.ts'
import type { WizardDraft } from '../../../app/contract/setup.ts'
import { trialWish } from './trial-wish.ts'

const DRAFT: WizardDraft = {
  ...{ step: 'backtest', riskAccepted: true, riskProfile: null, startingBalance: '2500' },
  ...{ mode: 'paper', source: { kind: 'demo', seed: 9 } },
  bot: {
    ...{ name: 'SMA', strategyId: 'sma-cross', parameters: {} },
    sizing: { kind: 'percent-of-equity', percent: 25 },
    exits: { stopPercent: null, targetPercent: null, trailingPercent: null },
  },
}
const HOURS = { timeframe: '1h', candles: 100, from: 0, to: 99 * 3_600_000 } as const
const DEMO: CandleSeries = {
  ...{ choice: { kind: 'demo', seed: 7 }, title: 'Demo', timeframe: '1m' },
  ...{ candles: 40_000, from: 0, to: 40_000 * 60_000 },
}
const FILE: CandleSeries = {
  ...{ choice: { kind: 'import', importId: 'one', symbol: 'BTC/USDT' }, title: 'File' },
  ...HOURS,
}
const STORED: CandleSeries = {
  choice: { kind: 'stored', exchange: 'binance', symbol: 'ETH/USDT', timeframe: '1h' },
  ...{ title: 'Stored' },
  ...HOURS,
}
const LIST = [DEMO, FILE, STORED]

describe('the backtest that the wizard shows', () => {
  it('is over the newest part of the demo market that was chosen', () => {
    const wish = trialWish(DRAFT, LIST)
    expect(wish?.candles).toEqual({ kind: 'demo', seed: 9 })
    expect(wish).toMatchObject({ from: 20_000 * 60_000, cash: '2500', bot: DRAFT.bot })
  })

  it('is over the whole of a short file, under the name that it was given', () => {
    const source = { kind: 'replay', importId: 'one', symbol: 'SOL/EUR', timeframe: '1h' } as const
    expect(trialWish({ ...DRAFT, source }, LIST)).toMatchObject({
      candles: { kind: 'import', importId: 'one', symbol: 'SOL/EUR' },
      from: 0,
    })
  })

  it('takes what is stored of the market of an exchange', () => {
    const source = { ...STORED.choice, kind: 'live-data', exchangeId: 'binance' } as const
    const draft = { ...DRAFT, source: { ...source, symbol: 'ETH/USDT', timeframe: '1h' } } as const
    expect(trialWish(draft, LIST)?.candles).toEqual(STORED.choice)
  })

  it.each([
    { exchangeId: 'kraken', symbol: 'ETH/USDT', timeframe: '1h' },
    { exchangeId: 'binance', symbol: 'BTC/USDT', timeframe: '1h' },
    { exchangeId: 'binance', symbol: 'ETH/USDT', timeframe: '5m' },
  ] as const)('takes nothing else in its place: $exchangeId $symbol $timeframe', (market) => {
    expect(trialWish({ ...DRAFT, source: { kind: 'live-data', ...market } }, LIST)).toBeNull()
  })
})
