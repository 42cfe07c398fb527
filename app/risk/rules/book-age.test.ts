import { expect, it } from 'vitest'
import { SAMPLE_START } from '../../domain/sample-market.fixture.ts'
import { ask, askExit, sampleBook } from '../sample-risk-context.fixture.ts'
import { bookAge } from './book-age.ts'

const limits = { bookAgeMaxMs: 2_000 }
const aged = (ms: number) => ({
  limits,
  context: { book: sampleBook('29999x1 | 30000x1', { time: SAMPLE_START - ms }) },
})

it('allows a book as old as the limit says', () => {
  expect(ask(bookAge, aged(2_000))).toBe('')
})

it('refuses an older one', () => {
  expect(ask(bookAge, aged(2_100))).toBe(
    "the order book of BTC/USDT is 2.1 s old and the account's limit is 2 s",
  )
})

it('refuses without a book, unless no limit asks for one', () => {
  expect(ask(bookAge, { limits })).toBe('there is no order book of BTC/USDT')
  expect(ask(bookAge)).toBe('')
})

it('is not in the way of an exit', () => {
  expect(askExit(bookAge, { limits })).toBe('')
})
