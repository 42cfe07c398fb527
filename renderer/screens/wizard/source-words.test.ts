import { expect, it } from 'vitest'
import { quoteOf, sourceWords } from './source-words.ts'

const LIVE = {
  kind: 'live-data',
  exchangeId: 'kraken',
  symbol: 'BTC/EUR',
  timeframe: '1h',
} as const

it('takes the quote currency from the symbol', () => {
  expect(quoteOf(LIVE)).toBe('EUR')
})

it('names the quote currency of the demo market', () => {
  expect(quoteOf({ kind: 'demo', seed: 1 })).toBe('USDT')
})

it('says what is traded on', () => {
  expect(sourceWords(LIVE)).toBe('BTC/EUR on kraken, 1h candles as they close')
  expect(sourceWords(null)).toBe('Not chosen yet')
})
