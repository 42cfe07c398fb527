import { assert } from '../domain/assert.ts'
import type { Purpose } from '../domain/order.ts'

/** What every large exchange takes: 28 characters, letters, digits and dashes, a letter first. */
const LENGTH_MAX = 28

/** One wish of one bot at one candle has one id, however often it is computed: a repetition cannot become a second order. */
export function intentId(botId: string, candleOpenTime: number, purpose: Purpose): string {
  return `${botId}-${candleOpenTime / 1000}-${purpose === 'enter' ? 'e' : 'x'}`
}

export function clientOrderId(intent: string): string {
  const id = `cb-${intent}`
  assert(id.length <= LENGTH_MAX, `client order id ${id} is longer than exchanges take`)
  return id
}
