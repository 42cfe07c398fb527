import fc from 'fast-check'
import { expect, it } from 'vitest'
import { barMs, levelFor, levelsOf } from './bar-levels.ts'

const ALL = ['1m', '5m', '15m', '30m', '1h', '4h', '1d'] as const

it('offers the chosen bars and those that are made of whole ones of them', () => {
  expect(levelsOf(ALL, '15m')).toEqual(['15m', '30m', '1h', '4h', '1d'])
  expect(levelsOf(['1d', '1m', '4h'], '1m')).toEqual(['1m', '4h', '1d'])
  expect(levelsOf(['1d'], '1d')).toEqual(['1d'])
})

it('draws longer bars where they cannot be told apart, and the chosen ones where they can', () => {
  const levels = levelsOf(ALL, '1m')
  expect(levelFor(levels, '1m', 6)).toBe('1m')
  expect(levelFor(levels, '1m', 0.9)).toBe('5m')
  expect(levelFor(levels, '1m', 0.1)).toBe('30m')
  expect(levelFor(levels, '1d', 0.5)).toBe('1d')
  expect(levelFor(levels, '5m', 9.9)).toBe('5m')
  expect(levelFor(levels, '5m', 10)).toBe('1m')
})

it('stays where it went, at whatever width that was', () => {
  const widths = fc.double({ min: 0.01, max: 60, noNaN: true })
  fc.assert(
    fc.property(widths, fc.constantFrom(...ALL), (barSpacing, drawn) => {
      const levels = levelsOf(ALL, '1m')
      const next = levelFor(levels, drawn, barSpacing)
      const spacingThen = (barSpacing * barMs(next)) / barMs(drawn)
      expect(levelFor(levels, next, spacingThen)).toBe(next)
    }),
  )
})
