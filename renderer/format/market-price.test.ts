import { expect, it } from 'vitest'
import { formatMarketPrice, formatVolume } from './market-price.ts'

it('shows a price with the decimals of its market', () => {
  expect(formatMarketPrice(30_114.2, 2)).toBe('30,114.20')
  expect(formatMarketPrice(0.00001234, 8)).toBe('0.00001234')
})

it('shows what means something where the market does not say', () => {
  expect(formatMarketPrice(30_114.2, null)).toBe('30,114')
  expect(formatMarketPrice(1.23456, null)).toBe('1.2346')
  expect(formatMarketPrice(0.00001234, null)).toBe('0.000012340')
})

it('shortens volumes', () => {
  expect([999, 1_000, 1_240_000, 52_300_000_000].map(formatVolume)).toEqual([
    ...['999', '1.00 k', '1.24 M', '52.3 B'],
  ])
})
