import { expect, it } from 'vitest'
import { durationOf, durationText, durationWords } from './duration.ts'

it.each([
  [0, '0 ms'],
  [0.456, '0.46 ms'],
  [1_500, '1.5 s'],
  [100_000, '1.67 min'],
  [86_400_000, '1 d'],
])('%d ms reads as %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words)
})

it.each([
  [0, '0 ms'],
  [250, '250 ms'],
  [7, '7 ms'],
  [90_000, '1.5 min'],
  [100_000, '100 s'],
  [3_600_000, '1 h'],
])('%d ms is written as %s, and read back the same', (ms, text) => {
  expect(durationText(ms)).toBe(text)
  expect(durationOf(text)).toBe(ms)
})

it.each(['', '5', 'five min', '-5 min', '5 weeks', '1e3 s'])('%s is no duration', (text) => {
  expect(durationOf(text)).toBeUndefined()
})

it('takes what people type', () => {
  expect(durationOf(' 5m ')).toBe(300_000)
  expect(durationOf('2 H')).toBe(7_200_000)
})
