import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, type Money, smaller, subtract, ZERO_MONEY, ZERO_QUANTITY } from './amount.ts'
import type { Fill } from './fill.ts'
import { positionAfter as after, FLAT, type Position } from './position.ts'
import { notional } from './price.ts'
import { anyPrice, smallRate, steppedQuantity } from './sample-arbitraries.fixture.ts'
import {
  money,
  quantity,
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleFill,
} from './sample-market.fixture.ts'

const positionAfter = (position: Position, fill: Fill) => after(position, fill, SAMPLE_MARKET)

const anyTrade = fc.record({
  side: fc.constantFrom('buy', 'sell'),
  price: anyPrice,
  quantity: steppedQuantity,
  fee: smallRate.map((rate) => money(`${rate}e-8`)),
})
type Trade = Pick<Fill, 'side' | 'price' | 'quantity' | 'fee'>

/** The trade as far as it can be done: nobody sells what he does not hold. */
function fillOf(trade: Trade, held: Position): Fill | undefined {
  const most = trade.side === 'buy' ? trade.quantity : smaller(trade.quantity, held.quantity)
  if (most === 0) return undefined
  const cost = notional(SAMPLE_MARKET, trade.price, most, 'up')
  return sampleFill({ ...trade, quantity: most, cost })
}

function cashChange({ side, cost, fee }: Fill): Money {
  return side === 'buy' ? subtract(subtract(ZERO_MONEY, cost), fee) : subtract(cost, fee)
}

describe('a position', () => {
  it('neither makes nor loses money: cash moves by what was realised less what the holding cost', () => {
    fc.assert(
      fc.property(fc.array(anyTrade, { maxLength: 40 }), (trades) => {
        let position = FLAT
        let cash = ZERO_MONEY
        for (const trade of trades) {
          const fill = fillOf(trade, position)
          if (!fill) continue
          position = positionAfter(position, fill)
          cash = add(cash, cashChange(fill))
          expect(cash).toBe(subtract(position.realised, position.cost))
          expect(position.quantity >= 0 && position.cost >= 0).toBe(true)
          expect(position.openedAt === null).toBe(position.quantity === 0)
          if (position.quantity === 0) expect(position.cost).toBe(0)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('takes the proportional cost along when a part is sold, and all of it with the last part', () => {
    const bought = positionAfter(FLAT, sampleFill())
    expect(bought).toEqual({
      quantity: quantity('0.1'),
      cost: money('3003'),
      realised: 0,
      openedAt: SAMPLE_START,
    })
    const sale = { side: 'sell', quantity: quantity('0.04'), cost: money('1240') } as const
    const less = positionAfter(bought, sampleFill({ ...sale, fee: money('1.24') }))
    expect(less.quantity).toBe(quantity('0.06'))
    expect(less.cost).toBe(money('1801.8'))
    expect(less.realised).toBe(money('37.56'))
    const rest = { side: 'sell', quantity: quantity('0.06'), cost: money('1800') } as const
    const none = positionAfter(less, sampleFill({ ...rest, fee: money('1.8') }))
    expect(none).toEqual({
      quantity: 0,
      cost: 0,
      realised: money('33.96'),
      openedAt: null,
    })
  })

  it('keeps the time at which it was opened until it is closed', () => {
    const opened = positionAfter(FLAT, sampleFill({ time: 1 }))
    const added = positionAfter(opened, sampleFill({ time: 2 }))
    expect(added.openedAt).toBe(1)
    const closed = positionAfter(added, sampleFill({ side: 'sell', quantity: quantity('0.2') }))
    expect(closed.openedAt).toBeNull()
    expect(positionAfter(closed, sampleFill({ time: 3 })).openedAt).toBe(3)
  })

  it('books a sale of more than it holds, as an exchange may report it', () => {
    const sale = sampleFill({ side: 'sell', quantity: quantity('0.3'), cost: money('9000') })
    expect(positionAfter(FLAT, sale)).toEqual({
      quantity: quantity('-0.3'),
      cost: ZERO_QUANTITY,
      realised: money('8997'),
      openedAt: null,
    })
    const over = positionAfter(positionAfter(FLAT, sampleFill()), sale)
    expect(over.quantity).toBe(quantity('-0.2'))
    expect(over.realised).toBe(money('5994'))
  })

  it('is smaller by a fee that was taken in what was bought, at the whole of its cost', () => {
    const fill = sampleFill({
      fee: money('0.0001'),
      feeCurrency: 'BTC',
      feeInQuote: money('3'),
    })
    expect(positionAfter(FLAT, fill)).toMatchObject({
      quantity: quantity('0.0999'),
      cost: money('3000'),
    })
  })

  it('gives its fee along with what it sells, and what it brought is all realised', () => {
    const bought = positionAfter(FLAT, sampleFill({ fee: money('0') }))
    const sale = { side: 'sell', quantity: quantity('0.05'), cost: money('1600') } as const
    const fee = { fee: money('0.001'), feeCurrency: 'BTC', feeInQuote: money('32') }
    expect(positionAfter(bought, sampleFill({ ...sale, ...fee }))).toMatchObject({
      quantity: quantity('0.049'),
      cost: money('1470'),
      realised: money('70'),
    })
  })

  it('counts a fee in a third currency at what it was worth', () => {
    const fee = { fee: money('0.01'), feeCurrency: 'BNB', feeInQuote: money('6') }
    const bought = positionAfter(FLAT, sampleFill(fee))
    expect(bought).toMatchObject({ quantity: quantity('0.1'), cost: money('3006') })
    const sold = positionAfter(bought, sampleFill({ ...fee, side: 'sell', cost: money('3100') }))
    expect(sold).toMatchObject({ quantity: 0, realised: money('88') })
  })
})
