import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  amountToFloat,
  compoundRate,
  floorToStep,
  formatAmount,
  larger,
  moneyOf,
  parseMoney,
  parseQuantity,
  quantityOf,
  rateFromBasisPoints,
  rateFromPercent,
  ratioOf,
  shareOf,
  smaller,
  subtract,
  withoutShare,
  ZERO_MONEY,
} from './amount.ts'
import { success } from './result.ts'
import {
  anyMoney,
  anyQuantity,
  anyRate,
  anySteps,
  signedMoney,
} from './sample-arbitraries.fixture.ts'
import { money, quantity } from './sample-market.fixture.ts'

const ONE = 100_000_000n

describe('amounts', () => {
  it('add and subtract exactly, whatever their size', () => {
    fc.assert(
      fc.property(signedMoney, signedMoney, (a, b) => {
        expect(BigInt(add(a, b))).toBe(BigInt(a) + BigInt(b))
        expect(BigInt(subtract(a, b))).toBe(BigInt(a) - BigInt(b))
        expect(subtract(add(a, b), b)).toBe(a)
        expect(subtract(a, a)).toBe(ZERO_MONEY)
      }),
    )
  })

  it('compare exactly, whichever form they have', () => {
    fc.assert(
      fc.property(signedMoney, signedMoney, (a, b) => {
        const isSmaller = BigInt(a) <= BigInt(b)
        expect(smaller(a, b)).toBe(isSmaller ? a : b)
        expect(larger(a, b)).toBe(isSmaller ? b : a)
      }),
    )
  })

  it('are read and written without loss', () => {
    fc.assert(
      fc.property(signedMoney, anyQuantity, (amount, held) => {
        expect(parseMoney(formatAmount(amount))).toEqual(success(amount))
        expect(parseQuantity(formatAmount(held))).toEqual(success(held))
        expect(quantityOf(moneyOf(held))).toBe(held)
      }),
    )
  })

  it('become the nearest float for charts', () => {
    expect(amountToFloat(quantity('0.1'))).toBe(0.1)
    expect(amountToFloat(money('123456789012.12345678'))).toBeCloseTo(123456789012.12346, 4)
  })
})

describe('a share', () => {
  it('is rounded to the side that was asked for, by less than a unit', () => {
    fc.assert(
      fc.property(anyMoney, anyRate, (amount, rate) => {
        const exact = BigInt(amount) * BigInt(rate)
        const down = BigInt(shareOf(amount, rate, 'down'))
        const up = BigInt(shareOf(amount, rate, 'up'))
        expect(down).toBe(exact / ONE)
        expect(up).toBe((exact + ONE - 1n) / ONE)
      }),
    )
  })

  it('on top of what is left without it stays within the total, and one unit more does not', () => {
    fc.assert(
      fc.property(anyMoney, anyRate, (total, rate) => {
        const rest = withoutShare(total, rate)
        expect(add(rest, shareOf(rest, rate, 'up')) <= total).toBe(true)
        const more = add(rest, money('0.00000001'))
        expect(add(more, shareOf(more, rate, 'up')) > total).toBe(true)
      }),
    )
  })

  it('is never understated', () => {
    fc.assert(
      fc.property(anyMoney, anyMoney, (part, rest) => {
        const whole = add(add(part, rest), money('1'))
        expect(shareOf(whole, ratioOf(part, whole), 'up') >= part).toBe(true)
      }),
    )
    expect(ratioOf(money('1'), money('3'))).toBe(33_333_334)
    expect(ratioOf(money('3'), money('3'))).toBe(100_000_000)
  })

  it('can lie on top of another one', () => {
    expect(compoundRate(rateFromPercent(10), rateFromPercent(10))).toBe(rateFromPercent(21))
    expect(compoundRate(rateFromBasisPoints(3), rateFromBasisPoints(10))).toBe(130_030)
    expect(compoundRate(rateFromBasisPoints(0), rateFromBasisPoints(10))).toBe(100_000)
  })

  it('is written in percent or basis points', () => {
    expect(rateFromPercent(2.5)).toBe(2_500_000)
    expect(rateFromPercent(0.07)).toBe(70_000)
    expect(rateFromBasisPoints(10)).toBe(100_000)
  })
})

describe('floorToStep', () => {
  it('gives the largest multiple of the step that is not above the quantity', () => {
    fc.assert(
      fc.property(anyQuantity, anySteps, (held, stepUnits) => {
        const step = quantity(`${stepUnits}e-8`)
        const floored = BigInt(floorToStep(held, step))
        expect(floored % BigInt(step)).toBe(0n)
        expect(floored <= BigInt(held)).toBe(true)
        expect(BigInt(held) - floored < BigInt(step)).toBe(true)
      }),
    )
  })

  it('leaves a multiple as it is', () => {
    expect(floorToStep(quantity('0.3'), quantity('0.1'))).toBe(quantity('0.3'))
    expect(floorToStep(quantity('0.39999999'), quantity('0.1'))).toBe(quantity('0.3'))
    expect(floorToStep(quantity('0.09'), quantity('0.1'))).toBe(0)
  })
})
