import { expect, it } from 'vitest'
import { guessSymbol } from './guess-symbol.ts'

it('reads the symbol off a file name', () => {
  expect(guessSymbol('BTCUSDT-1h.csv')).toBe('BTC/USDT')
  expect(guessSymbol('eth_usdc_5m.csv')).toBe('ETH/USDC')
  expect(guessSymbol('SOL-EUR.csv')).toBe('SOL/EUR')
})

it('falls back to a common one', () => {
  expect(guessSymbol('candles.csv')).toBe('BTC/USDT')
})
