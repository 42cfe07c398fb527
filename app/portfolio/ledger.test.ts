import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fill } from '../domain/fill.ts'
import {
  anyMoney,
  anyPrice,
  anyQuantity,
  signedMoney,
} from '../domain/sample-arbitraries.fixture.ts'
import { money, quantity, SAMPLE_MARKET, sampleFill } from '../domain/sample-market.fixture.ts'
import { Ledger } from './ledger.ts'

const anyFill = fc
  .record({
    side: fc.constantFrom('buy', 'sell'),
    price: anyPrice,
    quantity: anyQuantity,
    cost: anyMoney,
    fee: signedMoney,
  })
  .map((changes) => sampleFill(changes))
const anyDeposit = fc.record({
  currency: fc.constantFrom('USDT', 'BTC', 'EUR'),
  amount: signedMoney,
  time: fc.constant(0),
})

function sumOf(fills: readonly Fill[], value: (fill: Fill, sign: bigint) => bigint): bigint {
  return fills.reduce((total, fill) => total + value(fill, fill.side === 'buy' ? 1n : -1n), 0n)
}

describe('the ledger', () => {
  it('is the sum of all deposits and fills, exactly', () => {
    fc.assert(
      fc.property(fc.array(anyDeposit), fc.array(anyFill), (deposits, fills) => {
        const ledger = new Ledger()
        for (const deposit of deposits) ledger.deposit(deposit)
        for (const fill of fills) ledger.post(fill, SAMPLE_MARKET)
        const deposited = (currency: string) =>
          deposits
            .filter((deposit) => deposit.currency === currency)
            .reduce((total, { amount }) => total + BigInt(amount), 0n)
        const base = sumOf(fills, (fill, sign) => sign * BigInt(fill.quantity))
        const quote = sumOf(fills, ({ cost, fee }, sign) => -sign * BigInt(cost) - BigInt(fee))
        const fees = sumOf(fills, ({ fee }) => BigInt(fee))
        expect(BigInt(ledger.quantity('BTC'))).toBe(deposited('BTC') + base)
        expect(BigInt(ledger.money('USDT'))).toBe(deposited('USDT') + quote)
        expect(BigInt(ledger.money('EUR'))).toBe(deposited('EUR'))
        expect(BigInt(ledger.feesPaid)).toBe(fees)
      }),
    )
  })

  it('takes cost and fee of a purchase, and gives what a sale brought less its fee', () => {
    const ledger = new Ledger()
    ledger.deposit({ currency: 'USDT', amount: money('10000'), time: 0 })
    ledger.post(sampleFill(), SAMPLE_MARKET)
    expect(ledger.money('USDT')).toBe(money('6997'))
    expect(ledger.quantity('BTC')).toBe(quantity('0.1'))
    const sale = { side: 'sell', quantity: quantity('0.04'), cost: money('1240') } as const
    ledger.post(sampleFill({ ...sale, fee: money('1.24') }), SAMPLE_MARKET)
    expect(ledger.money('USDT')).toBe(money('8235.76'))
    expect(ledger.quantity('BTC')).toBe(quantity('0.06'))
    expect(ledger.feesPaid).toBe(money('4.24'))
  })

  it('holds nothing of what it never heard of', () => {
    expect(new Ledger().money('DOGE')).toBe(0)
  })
})
