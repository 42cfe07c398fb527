import { expect, it } from 'vitest'
import { lengthText } from './length-text.ts'

it('says a length in the largest unit that it is a multiple of', () => {
  const minutes = [1, 90, 240, 1_440, 10_080]
  expect(minutes.map((count) => lengthText(count * 60_000))).toEqual([
    '1m',
    '90m',
    '4h',
    '1d',
    '1w',
  ])
})
