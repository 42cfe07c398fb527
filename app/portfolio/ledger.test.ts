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
    feeCurrency: fc.constantFrom('USDT', 'BTC', 'BNB'),
  })
  .map((changes) => sampleFill(changes))
const anyTransfer = fc.record({
  reference: fc.string(),
  kind: fc.constantFrom('opening', 'deposit', 'withdrawal', 'adopted'),
  currency: fc.constantFrom('USDT', 'BTC', 'BNB'),
  amount: signedMoney,
  time: fc.constant(0),
})

function sumOf(fills: readonly Fill[], value: (fill: Fill, sign: bigint) => bigint): bigint {
  return fills.reduce((total, fill) => total + value(fill, fill.side === 'buy' ? 1n : -1n), 0n)
}

describe('the ledger', () => {
  it('is the sum of all transfers and fills, exactly, with fees in whatever currency', () => {
    fc.assert(
      fc.property(fc.array(anyTransfer), fc.array(anyFill), (transfers, fills) => {
        const ledger = new Ledger()
        for (const transfer of transfers) ledger.transfer(transfer)
        for (const fill of fills) ledger.post(fill, SAMPLE_MARKET)
        const moved = (currency: string) =>
          transfers
            .filter((transfer) => transfer.currency === currency)
            .reduce((total, { amount }) => total + BigInt(amount), 0n)
        const fees = (currency: string) =>
          sumOf(fills, ({ fee, feeCurrency }) => (feeCurrency === currency ? BigInt(fee) : 0n))
        const base = sumOf(fills, (fill, sign) => sign * BigInt(fill.quantity))
        const quote = sumOf(fills, ({ cost }, sign) => -sign * BigInt(cost))
        expect(BigInt(ledger.balance('BTC'))).toBe(moved('BTC') + base - fees('BTC'))
        expect(BigInt(ledger.balance('USDT'))).toBe(moved('USDT') + quote - fees('USDT'))
        expect(BigInt(ledger.balance('BNB'))).toBe(moved('BNB') - fees('BNB'))
      }),
    )
  })

  it('takes cost and fee of a purchase, and gives what a sale brought less its fee', () => {
    const ledger = new Ledger()
    const opening = { reference: 'opening-USDT', kind: 'opening', time: 0 } as const
    ledger.transfer({ ...opening, currency: 'USDT', amount: money('10000') })
    ledger.post(sampleFill(), SAMPLE_MARKET)
    expect(ledger.balance('USDT')).toBe(money('6997'))
    expect(ledger.balance('BTC')).toBe(money('0.1'))
    const sale = { side: 'sell', quantity: quantity('0.04'), cost: money('1240') } as const
    ledger.post(sampleFill({ ...sale, fee: money('1.24') }), SAMPLE_MARKET)
    expect(ledger.balance('USDT')).toBe(money('8235.76'))
    expect(ledger.balance('BTC')).toBe(money('0.06'))
    expect([...ledger.currencies()]).toEqual(['USDT', 'BTC'])
  })

  it('holds nothing of what it never heard of', () => {
    expect(new Ledger().balance('DOGE')).toBe(0)
  })
})
