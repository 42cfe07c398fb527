import { expect, it } from 'vitest'
import type { PlaceRequest } from '../../../app/contract/control.ts'
import { wishWords } from './wish-words.ts'

const PLAIN: PlaceRequest = {
  intentId: 'w-1',
  symbol: 'BTC/USDT',
  side: 'buy',
  type: 'market',
  quantity: '0.01',
  price: null,
  triggerPrice: null,
  timeInForce: 'gtc',
  postOnly: false,
}

it.each([
  [{}, 'Buy 0.01 BTC at the market'],
  [{ type: 'limit', price: '30000' }, 'Buy 0.01 BTC at 30,000 USDT or better'],
  [
    { type: 'limit', price: '30000', postOnly: true },
    'Buy 0.01 BTC at 30,000 USDT or better, post-only',
  ],
  [
    { type: 'stop', side: 'sell', triggerPrice: '29000' },
    'Sell 0.01 BTC at the market, once the price falls to 29,000 USDT',
  ],
  [
    { type: 'stop', triggerPrice: '31000' },
    'Buy 0.01 BTC at the market, once the price rises to 31,000 USDT',
  ],
  [
    { type: 'take-profit-limit', side: 'sell', triggerPrice: '32000', price: '31990.5' },
    'Sell 0.01 BTC at 31,990.5 USDT or better, once the price rises to 32,000 USDT',
  ],
  [
    { stopPrice: '28000', targetPrice: '33000' },
    'Buy 0.01 BTC at the market; then stop the loss at 28,000 USDT or take the profit at 33,000 USDT',
  ],
  [
    { side: 'sell', type: 'oco', stopPrice: '28000', targetPrice: '33000' },
    'Sell 0.01 BTC at the market, once the price falls to 28,000 USDT or rises to 33,000 USDT',
  ],
  [
    { side: 'sell', type: 'trailing-stop', trailingPercent: '2' },
    'Sell 0.01 BTC at the market, once the price falls 2 % from its highest from now on',
  ],
] as const)('%j reads "%s"', (changes, words) => {
  expect(wishWords({ ...PLAIN, ...changes }, { base: 'BTC', quote: 'USDT' })).toBe(words)
})
