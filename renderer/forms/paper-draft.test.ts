import { expect, it } from 'vitest'
import { type BacktestWish, DEFAULT_COSTS } from '../../app/contract/research.ts'
import type { WizardDraft } from '../../app/contract/setup.ts'
import { paperDraft } from './paper-draft.ts'

const BOT = {
  name: 'RSI',
  strategyId: 'rsi-reversion',
  parameters: { period: 14 },
  sizing: { kind: 'percent-of-equity' as const, percent: 50 },
  exits: { stopPercent: 2, targetPercent: null, trailingPercent: null },
}
const WISH: BacktestWish = {
  candles: { kind: 'import', importId: 'abc', symbol: 'ETH/USDT' },
  ...{
    others: [],
    finer: null,
    from: null,
    until: null,
    bot: BOT,
    cash: '2500',
    costs: DEFAULT_COSTS,
  },
}
const DRAFT: WizardDraft = {
  ...{ step: 'mode', riskAccepted: true, mode: 'demo', startingBalance: '10000' },
  riskProfile: null,
  source: { kind: 'demo', seed: 7 },
  bot: { ...BOT, name: 'Another', strategyId: 'sma-cross' },
}

it('takes the bot, the cash and the file of a backtest to the end of the wizard', () => {
  expect(paperDraft(DRAFT, WISH, '1h')).toEqual({
    ...{ step: 'summary', riskAccepted: true, mode: 'paper', startingBalance: '2500' },
    riskProfile: null,
    source: { kind: 'replay', importId: 'abc', symbol: 'ETH/USDT', timeframe: '1h' },
    bot: BOT,
  })
})

it('stays on the demo market with a bot that was tested there', () => {
  const draft = paperDraft(DRAFT, { ...WISH, candles: { kind: 'demo', seed: 3 } }, '1m')
  expect(draft).toMatchObject({ mode: 'demo', source: { kind: 'demo', seed: 3 } })
})

it('goes on with the live data of the exchange that stored candles are from', () => {
  const series = { exchange: 'binance', symbol: 'BTC/USDT', timeframe: '1m' } as const
  const candles = { kind: 'stored', ...series } as const
  expect(paperDraft(DRAFT, { ...WISH, candles }, '1m')).toMatchObject({
    source: { kind: 'live-data', exchangeId: 'binance', symbol: 'BTC/USDT', timeframe: '1m' },
  })
})

it("goes on with the live data of the exchange that an account's candles are from", () => {
  const candles = {
    kind: 'account' as const,
    accountId: 'paper-kraken-btc-eur-1h',
    symbol: 'BTC/EUR',
    timeframe: '1h' as const,
  }
  expect(paperDraft(DRAFT, { ...WISH, candles }, '1h')).toMatchObject({
    mode: 'paper',
    source: { kind: 'live-data', exchangeId: 'kraken', symbol: 'BTC/EUR', timeframe: '1h' },
  })
})
