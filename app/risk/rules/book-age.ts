import { durationText } from '../../domain/duration-text.ts'
import { limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'

/** A book that has stopped to move may be of a connection that has. Refuses when there is none. */
export const bookAge: RiskRule = {
  name: 'book-age',
  guards: 'entries',
  refuse(_, { limits: { bookAgeMaxMs }, book, market, now }) {
    if (bookAgeMaxMs === null) return undefined
    if (book === undefined) return `there is no order book of ${market.symbol}`
    const ageMs = now - book.time
    if (ageMs <= bookAgeMaxMs.value) return undefined
    return `the order book of ${market.symbol} is ${durationText(ageMs)} old and ${limitOf(bookAgeMaxMs)} is ${durationText(bookAgeMaxMs.value)}`
  },
}
