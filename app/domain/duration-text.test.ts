import { expect, it } from 'vitest'
import { durationText } from './duration-text.ts'

it.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1_000, '1 s'],
  [2_590, '2.5 s'],
  [59_999, '59.9 s'],
  [60_000, '1 min'],
  [90_000, '1 min 30 s'],
  [3_600_000, '1 h'],
  [5_459_999, '1 h 30 min'],
  [90_000_000, '1 d 1 h'],
])('writes %d ms for people', (ms, text) => {
  expect(durationText(ms)).toBe(text)
})
