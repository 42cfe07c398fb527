import { expect, it } from 'vitest'
import { askBook } from './ask-book.ts'

const SYMBOL = 'BTC/USDT'
const BOOK = { symbol: SYMBOL, bids: [[1, 2]], asks: [[2, 3]] }

type Asked = Parameters<typeof askBook>[0]

/** An exchange that tells this much, and fails for the rest. */
function exchangeWith(told: { readonly book?: object; readonly ticker?: object }): Asked {
  const answer = (what: object | undefined, problem: string) => async () => {
    if (what === undefined) throw new Error(problem)
    return what
  }
  const asked: unknown = {
    fetchOrderBook: answer(told.book, 'no book here'),
    fetchTicker: answer(told.ticker, 'no ticker here'),
  }
  return asked as Asked
}

it('is the book where the exchange tells one', async () => {
  const exchange = exchangeWith({ book: BOOK, ticker: { bid: 7, ask: 8 } })
  expect(await askBook(exchange, SYMBOL, 20)).toEqual(BOOK)
})

it('is of one level where only the best prices are told', async () => {
  const ticker = { bid: 1, ask: 2, bidVolume: 3, askVolume: 4 }
  expect(await askBook(exchangeWith({ ticker }), SYMBOL, 20)).toEqual({
    symbol: SYMBOL,
    bids: [[1, 3]],
    asks: [[2, 4]],
  })
})

it.each([
  { bid: 1, ask: 2 },
  { bid: 1, bidVolume: 3, askVolume: 4 },
])('is none where a best price or its quantity is missing: %j', async (ticker) => {
  await expect(askBook(exchangeWith({ ticker }), SYMBOL, 20)).rejects.toThrow('no book here')
})
