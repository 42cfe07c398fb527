import { priceRatio } from '../../domain/price.ts'
import { usableBook } from '../book-prices.ts'
import { limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'
import { percentText } from '../share-of-equity.ts'

/** Where bid and ask are far apart nobody knows what a thing is worth. Refuses when there is no book to tell. */
export const maximumSpread: RiskRule = {
  name: 'maximum-spread',
  guards: 'entries',
  refuse(_, context) {
    const { spreadMax } = context.limits
    if (spreadMax === null) return undefined
    const book = usableBook(context)
    if (book.bid === undefined) return `the spread is not known: ${book.fault}`
    const { bid, ask } = book
    const spread = priceRatio(2 * (ask.price - bid.price), ask.price + bid.price)
    if (spread <= spreadMax.value) return undefined
    return `the spread is ${percentText(spread)} % and ${limitOf(spreadMax)} is ${percentText(spreadMax.value)} %`
  },
}
