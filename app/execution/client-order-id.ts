import { assert } from '../domain/assert.ts'
import type { OrderIntent, OrderType } from '../domain/order.ts'

/** What every large exchange takes: 28 characters, letters, digits and dashes, a letter first. */
const LENGTH_MAX = 28

/** What a bot wants at a candle; stop: to leave because its stop was hit. */
export type SignalKind = 'enter' | 'exit' | 'stop'

const LETTERS: Readonly<Record<SignalKind, string>> = { enter: 'e', exit: 'x', stop: 's' }
const STOP_TYPES: readonly OrderType[] = ['stop', 'stop-limit', 'trailing-stop']

/** One wish of one bot at one candle has one id, however often it is computed: a repetition cannot become a second order. */
export function intentId(botId: string, candleOpenTime: number, kind: SignalKind): string {
  return `${botId}-${candleOpenTime / 1000}-${LETTERS[kind]}`
}

/** Whether an order sells because a stop was hit. One that a bot has sent itself says so in its id. */
export function isStopExit({ intentId: id, botId, purpose, type, link }: OrderIntent): boolean {
  if (purpose !== 'exit') return false
  if (link?.role === 'stop' || STOP_TYPES.includes(type)) return true
  return id.startsWith(`${botId}-`) && id.endsWith(`-${LETTERS.stop}`)
}

/** What the ids of an account's orders begin with, unless it has a tag of its own. */
export const ID_PREFIX = 'cb'

/** Whether exchanges take the id of an intent: those that people make up can be anything. */
export function isClientOrderId(prefix: string, intent: string): boolean {
  return /^[A-Za-z0-9-]+$/.test(intent) && `${prefix}-${intent}`.length <= LENGTH_MAX
}

export function clientOrderId(prefix: string, intent: string): string {
  const id = `${prefix}-${intent}`
  assert(id.length <= LENGTH_MAX, `client order id ${id} is longer than exchanges take`)
  return id
}
