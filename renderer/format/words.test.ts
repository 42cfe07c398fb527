import { expect, it } from 'vitest'
import { exitWords, parameterWords } from './words.ts'

it('turns a parameter key into words', () => {
  expect(parameterWords('fastPeriod')).toBe('Fast period')
  expect(parameterWords('slow-period')).toBe('Slow period')
})

it('lists the exits a bot has', () => {
  expect(exitWords({ stopPercent: 2, targetPercent: null, trailingPercent: 1.5 })).toBe(
    'stop 2 % · trailing 1.5 %',
  )
})

it('says so when a bot has no exits of its own', () => {
  expect(exitWords({ stopPercent: null, targetPercent: null, trailingPercent: null })).toBe(
    'by the strategy only',
  )
})
