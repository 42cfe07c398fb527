import { expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { SAMPLE_START } from '../../domain/sample-market.fixture.ts'
import { ask, askExit, sampleBook } from '../sample-risk-context.fixture.ts'
import { maximumSpread } from './maximum-spread.ts'

const limits = { spreadMax: rateFromPercent(1) }
const of = (text: string, time = SAMPLE_START) => ({
  limits,
  context: { book: sampleBook(text, { time }) },
})

it('allows a spread at the limit', () => {
  expect(ask(maximumSpread, of('29850x1 | 30150x1'))).toBe('')
})

it('refuses a wider one', () => {
  expect(ask(maximumSpread, of('29850x1 | 30150.01x1'))).toBe(
    "the spread is 1.000034 % and the account's limit is 1 %",
  )
})

it('refuses without a book, unless no limit asks for one', () => {
  expect(ask(maximumSpread, { limits })).toBe(
    'the spread is not known: there is no order book of BTC/USDT',
  )
  expect(ask(maximumSpread)).toBe('')
})

it.each([
  ['29999x1 |', 'has no asks'],
  ['| 30000x1', 'has no bids'],
  ['30000x1 | 30000x1', 'its bid is not below its ask'],
])('refuses with one that tells nothing: %s', (text, fault) => {
  expect(ask(maximumSpread, of(text))).toContain(fault)
})

it('refuses with one that is over a minute old', () => {
  expect(ask(maximumSpread, of('29999x1 | 30000x1', SAMPLE_START - 60_000))).toBe('')
  expect(ask(maximumSpread, of('29999x1 | 30000x1', SAMPLE_START - 61_000))).toBe(
    'the spread is not known: the order book of BTC/USDT is 1 min 1 s old',
  )
})

it('is not in the way of an exit', () => {
  expect(askExit(maximumSpread, of('2x1 | 30000x1'))).toBe('')
  expect(askExit(maximumSpread, { limits })).toBe('')
})
