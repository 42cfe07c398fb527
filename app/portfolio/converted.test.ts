import { describe, expect, it } from 'vitest'
import { money, price, SAMPLE_MARKET } from '../domain/sample-market.fixture.ts'
import { converted, type Priced } from './converted.ts'

function priced(symbol: string, at: string): Priced {
  const [base = '', quote = ''] = symbol.split('/')
  return { market: { ...SAMPLE_MARKET, symbol, base, quote }, price: price(at) }
}

const PRICES = [
  priced('BTC/USDT', '30000'),
  priced('EUR/USDT', '1.25'),
  priced('ETH/BTC', '0.05'),
  priced('DOGE/XRP', '2'),
]

function worth(amount: string, from: string, to: string) {
  return converted(money(amount), { from, to }, PRICES)
}

describe('an amount of one currency in another', () => {
  it.each([
    ['7', 'EUR', 'EUR', '7'],
    ['2', 'BTC', 'USDT', '60000'],
    ['60000', 'USDT', 'BTC', '2'],
    ['1', 'BTC', 'EUR', '24000'],
    ['10', 'ETH', 'EUR', '12000'],
    ['-1', 'BTC', 'EUR', '-24000'],
    ['0.1', 'USDT', 'BTC', '0.00000333'],
  ])(
    '%s %s in %s is %s: at the price, turned round where needed, through others',
    (amount, from, to, expected) => {
      expect(worth(amount, from, to)).toBe(money(expected))
    },
  )

  it('is unknown, and not nothing, where no prices lead there', () => {
    expect(worth('1', 'DOGE', 'EUR')).toBeUndefined()
    expect(worth('1', 'EUR', 'DOGE')).toBeUndefined()
  })

  it('takes the fewest markets, whatever the order in which prices are known', () => {
    const direct = priced('BTC/EUR', '25000')
    for (const prices of [
      [direct, ...PRICES],
      [...PRICES, direct],
    ]) {
      expect(converted(money('1'), { from: 'BTC', to: 'EUR' }, prices)).toBe(money('25000'))
    }
  })
})
