import { expect, it } from 'vitest'
import { krakenBookProof } from './kraken-book.ts'

/** The example of Kraken's guide "Book checksum (WebSocket v2)". */
const CHECKSUM = 3_310_070_434
const BOOK = {
  asks: [
    [45_285.2, 0.001],
    [45_286.4, 1.54571953],
    [45_286.6, 1.54571109],
    [45_289.6, 1.54560911],
    [45_290.2, 0.1589066],
    [45_291.8, 1.54553491],
    [45_294.7, 0.04454749],
    [45_296.1, 0.3538],
    [45_297.5, 0.09945542],
    [45_299.5, 0.18772827],
    [45_300, 9],
  ],
  bids: [
    [45_283.5, 0.1],
    [45_283.4, 1.54582015],
    [45_282.1, 0.1],
    [45_281, 0.1],
    [45_280.3, 1.54592586],
    [45_279, 0.0799],
    [45_277.6, 0.03310103],
    [45_277.5, 0.3],
    [45_277.3, 1.54602737],
    [45_276.6, 0.15445238],
  ],
}
const INFO = { pair_decimals: 1, lot_decimals: 8 }
const saying = (checksum: number) => ({
  channel: 'book',
  type: 'update',
  data: [{ symbol: 'BTC/USD', checksum }],
})

it('takes the exchange’s own example as whole', () => {
  expect(krakenBookProof.holds(saying(CHECKSUM), BOOK, INFO)).toBe(true)
})

it.each([
  ['a quantity', { ...BOOK, bids: BOOK.bids.with(9, [45_276.6, 0.15445239]) }],
  ['a price', { ...BOOK, asks: BOOK.asks.with(0, [45_285.3, 0.001]) }],
  ['a level', { ...BOOK, asks: BOOK.asks.slice(1) }],
])('sees that %s is another one', (_, torn) => {
  expect(krakenBookProof.holds(saying(CHECKSUM), torn, INFO)).toBe(false)
})

it.each([
  ['a message without a checksum', { type: 'update', data: [{ symbol: 'BTC/USD' }] }, BOOK, INFO],
  ['a market whose decimals are not told', saying(1), BOOK, {}],
  ['a side of few levels', saying(1), { ...BOOK, bids: BOOK.bids.slice(1) }, INFO],
  [
    'more digits than a number keeps',
    saying(1),
    { ...BOOK, bids: BOOK.bids.with(0, [0.01, 12_345_678_901.123]) },
    INFO,
  ],
])('does not judge %s', (_, message, raw, info) => {
  expect(krakenBookProof.holds(message, raw, info)).toBe(true)
})
