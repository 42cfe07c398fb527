import { describe, expect, it } from 'vitest'
import { marketFromCcxt, PRECISION_MODE } from './market-rules.ts'

function rules(
  precision: { price?: number | null; amount?: number | null },
  limits: { amount?: { min?: number }; cost?: { min?: number } } = {},
  precisionMode: number = PRECISION_MODE.tickSize,
) {
  const listed = { symbol: 'BTC/USDT', base: 'BTC', quote: 'USDT', precision, limits }
  const market = marketFromCcxt({ listed, precisionMode, decimalsSeen: 0 })
  if (!market.ok) throw new Error(market.error)
  return market.value
}

describe('market rules', () => {
  it('are exact where the exchange states steps', () => {
    const limits = { amount: { min: 0.0001 }, cost: { min: 5 } }
    expect(rules({ price: 0.01, amount: 0.00001 }, limits)).toEqual({
      symbol: 'BTC/USDT',
      base: 'BTC',
      quote: 'USDT',
      priceDecimals: 2,
      priceTick: 1,
      quantityStep: 1_000,
      quantityMin: 10_000,
      notionalMin: 500_000_000,
    })
  })

  it('keep ticks that are no power of ten', () => {
    expect(rules({ price: 0.5, amount: 0.1 })).toMatchObject({ priceDecimals: 1, priceTick: 5 })
    expect(rules({ price: 5, amount: 10 })).toMatchObject({
      priceDecimals: 0,
      priceTick: 5,
      quantityStep: 1_000_000_000,
    })
    expect(rules({ price: 1e-8, amount: 1 })).toMatchObject({ priceDecimals: 8, priceTick: 1 })
  })

  it('understand numbers of decimals, also negative ones', () => {
    const market = rules({ price: 3, amount: -2 }, {}, PRECISION_MODE.decimalPlaces)
    expect(market).toMatchObject({
      priceDecimals: 3,
      priceTick: 1,
      quantityStep: 10_000_000_000,
    })
  })

  it('take the decimals of the prices where precision is in significant digits', () => {
    const listed = {
      symbol: 'BTC/USD',
      base: 'BTC',
      quote: 'USD',
      precision: { price: 5, amount: 8 },
      limits: {},
    }
    const source = { listed, precisionMode: PRECISION_MODE.significantDigits, decimalsSeen: 1 }
    expect(marketFromCcxt(source)).toMatchObject({
      ok: true,
      value: { priceDecimals: 1, priceTick: 1, quantityStep: 1, quantityMin: 1, notionalMin: 0 },
    })
  })

  it('are widened when prices come finer than the tick', () => {
    const listed = {
      symbol: 'BTC/USDT',
      base: 'BTC',
      quote: 'USDT',
      precision: { price: 0.1, amount: 0.001 },
      limits: {},
    }
    const source = { listed, precisionMode: PRECISION_MODE.tickSize, decimalsSeen: 3 }
    expect(marketFromCcxt(source)).toMatchObject({
      ok: true,
      value: { priceDecimals: 3, priceTick: 100 },
    })
  })

  it('have our own finest steps where the exchange states none, or finer ones', () => {
    const unstated = rules({ price: null, amount: null }, { amount: {}, cost: {} })
    expect(unstated).toMatchObject({
      priceTick: 1,
      quantityStep: 1,
      quantityMin: 1,
      notionalMin: 0,
    })
    expect(rules({ price: 0.01, amount: 1e-10 })).toMatchObject({ quantityStep: 1 })
  })

  it('are refused in an unexpected form', () => {
    const mode = { precisionMode: PRECISION_MODE.tickSize, decimalsSeen: 0 }
    expect(marketFromCcxt({ listed: { symbol: 'BTC/USDT' }, ...mode }).ok).toBe(false)
    expect(marketFromCcxt({ listed: undefined, ...mode }).ok).toBe(false)
    const fine = { symbol: 'A/B', base: 'A', quote: 'B', precision: { price: 1e-20 }, limits: {} }
    expect(marketFromCcxt({ listed: fine, ...mode }).ok).toBe(false)
  })
})
