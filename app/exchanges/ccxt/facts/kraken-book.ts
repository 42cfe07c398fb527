import { crc32 } from 'node:zlib'
import { z } from 'zod'
import type { BookProof } from '../exchange-facts.ts'

const CHECKED_LEVELS = 10
/** A binary fraction keeps so many digits of a number, whatever they are. */
const EXACT_DIGITS = 15

const told = z.object({
  type: z.string(),
  data: z.tuple([z.object({ symbol: z.string(), checksum: z.number().int() })]).rest(z.unknown()),
})
const levels = z.array(z.tuple([z.number(), z.number()]).rest(z.unknown()))
const book = z.object({ asks: levels, bids: levels })
const decimals = z.coerce.number().int().min(0).max(20)
const market = z.object({ pair_decimals: decimals, lot_decimals: decimals })

type Levels = z.infer<typeof levels>
type Decimals = z.infer<typeof market>

/**
 * Kraken's "Book checksum (WebSocket v2)": the CRC32 of the digits of ten asks and ten bids. What cannot be judged is taken
 * as whole. ccxt's own check reads numbers as texts, and is off.
 */
export const krakenBookProof: BookProof = {
  read(message) {
    const { type, data } = told.safeParse(message).data ?? {}
    return data && { symbol: data[0].symbol, isWhole: type === 'snapshot' }
  },
  holds(message, raw, listed) {
    const checksum = told.safeParse(message).data?.data[0].checksum
    const sides = book.safeParse(raw).data
    const places = market.safeParse(listed).data
    if (checksum === undefined || sides === undefined || places === undefined) return true
    const asks = digitsOf(sides.asks, places)
    const bids = digitsOf(sides.bids, places)
    return asks === null || bids === null || crc32(asks + bids) === checksum
  },
}

/**
 * Price and quantity of each level without point and leading zeros. Null where a number has more digits than were kept, and
 * where there are few levels: ccxt keeps no more of them than there were at first.
 */
function digitsOf(side: Levels, { pair_decimals, lot_decimals }: Decimals): string | null {
  if (side.length < CHECKED_LEVELS) return null
  let text = ''
  for (const [price, quantity] of side.slice(0, CHECKED_LEVELS)) {
    const digits = [significant(price, pair_decimals), significant(quantity, lot_decimals)]
    if (digits.some(({ length }) => length > EXACT_DIGITS)) return null
    text += digits.join('')
  }
  return text
}

function significant(value: number, places: number): string {
  return value.toFixed(places).replace('.', '').replace(/^0+/, '')
}
