import { describe, expect, it } from 'vitest'
import {
  formatDecimal,
  formatMoney,
  formatQuantity,
  formatSignedDecimal,
  moneyDecimals,
  signOf,
} from './decimal.ts'

describe('formatDecimal', () => {
  it('groups thousands and keeps the decimals asked for', () => {
    expect(formatDecimal('10412.08', 2)).toBe('10,412.08')
    expect(formatDecimal('1234567', 0)).toBe('1,234,567')
    expect(formatDecimal('7', 2)).toBe('7.00')
  })

  it('rounds half away from zero on the digits', () => {
    expect(formatDecimal('1.005', 2)).toBe('1.01')
    expect(formatDecimal('-1.005', 2)).toBe('−1.01')
    expect(formatDecimal('0.995', 2)).toBe('1.00')
    expect(formatDecimal('999.999', 2)).toBe('1,000.00')
  })

  it('keeps every digit of an amount no float could hold', () => {
    expect(formatDecimal('9007199254740993.123456789', 9)).toBe('9,007,199,254,740,993.123456789')
  })

  it('shows no minus on what rounds to zero', () => {
    expect(formatDecimal('-0.001', 2)).toBe('0.00')
  })

  it('leaves alone what is no decimal number', () => {
    expect(formatDecimal('n/a', 2)).toBe('n/a')
  })
})

describe('formatSignedDecimal', () => {
  it('adds a plus above zero and a minus below', () => {
    expect(formatSignedDecimal('12.3', 2)).toBe('+12.30')
    expect(formatSignedDecimal('-12.3', 2)).toBe('−12.30')
  })

  it('adds no sign to zero', () => {
    expect(formatSignedDecimal('0', 2)).toBe('0.00')
    expect(formatSignedDecimal('0.001', 2)).toBe('0.00')
  })
})

describe('formatQuantity', () => {
  it('drops trailing zeros', () => {
    expect(formatQuantity('0.01230000')).toBe('0.0123')
    expect(formatQuantity('100')).toBe('100')
    expect(formatQuantity('5.000')).toBe('5')
  })

  it('stops at eight decimals', () => {
    expect(formatQuantity('0.123456789')).toBe('0.12345679')
  })
})

describe('money', () => {
  it('shows cents for currencies that have them', () => {
    expect(formatMoney('10000', 'USDT')).toBe('10,000.00')
  })

  it('shows eight decimals for the others', () => {
    expect(moneyDecimals('BTC')).toBe(8)
    expect(formatMoney('0.5', 'BTC')).toBe('0.50000000')
  })

  it('knows which way an amount points', () => {
    expect([signOf('0.10'), signOf('-0.10'), signOf('0.00')]).toEqual([
      'positive',
      'negative',
      'zero',
    ])
  })
})
