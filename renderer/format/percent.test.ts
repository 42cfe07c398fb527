import { expect, it } from 'vitest'
import { formatPercent, formatSignedPercent } from './percent.ts'

it('signs a percentage above and below zero', () => {
  expect(formatSignedPercent(1.237)).toBe('+1.24 %')
  expect(formatSignedPercent(-0.5)).toBe('−0.50 %')
})

it('signs no percentage that rounds to zero', () => {
  expect(formatSignedPercent(-0.001)).toBe('0.00 %')
})

it('writes a chosen percentage as a person would', () => {
  expect(formatPercent(2.5)).toBe('2.5 %')
  expect(formatPercent(10)).toBe('10 %')
})
