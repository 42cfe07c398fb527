import type { PlaceRequest } from '../../app/contract/control.ts'
import type { OrderRules } from '../../app/contract/engine-view.ts'
import { formatMoney } from '../format/decimal.ts'
import {
  dividedBy,
  type Exact,
  exactOf,
  exactText,
  floorToStep,
  percentOf,
  times,
} from '../format/exact-decimal.ts'

type OrderType = PlaceRequest['type']

/** What is typed, word for word. */
export type TicketForm = {
  readonly side: PlaceRequest['side']
  readonly type: OrderType
  readonly quantity: string
  readonly limitPrice: string
  readonly triggerPrice: string
  readonly timeInForce: PlaceRequest['timeInForce']
  readonly postOnly: boolean
  /** Of a trailing stop: how many percent it stays behind the best price. */
  readonly trailingPercent: string
  /** Where what a purchase bought is sold again, or what is held in a pair; empty where that is not wanted. */
  readonly stopPrice: string
  readonly targetPrice: string
  /** Of this order alone, in percent; empty where the limits of the account are enough. */
  readonly collarPercent: string
  readonly slippagePercent: string
}

export type TicketField =
  | 'quantity'
  | 'limitPrice'
  | 'triggerPrice'
  | 'trailingPercent'
  | 'stopPrice'
  | 'targetPrice'
  | 'collarPercent'
  | 'slippagePercent'

/** What the ticket is held against: the market's rules, and what the account has. */
export type TicketMarket = {
  readonly symbol: string
  readonly base: string
  readonly quote: string
  readonly rules: OrderRules
  /** The last one; null before there is any. */
  readonly price: Exact | null
  readonly equity: Exact
  /** What is free to buy with, and what can be sold by hand. */
  readonly free: { readonly quote: Exact; readonly base: Exact }
}

/** Above this share of the equity an order is confirmed a second time: a bot's usual trade takes a quarter. */
export const LARGE_PERCENT = 25n

const HUNDRED = 100n
const TRAILING_MAX = exactOf('50') ?? 0n
const TRAILING_STEP = exactOf('0.01') ?? 1n
const PERCENT_MAX = exactOf('100') ?? 0n
const PERCENT_STEP = exactOf('0.000001') ?? 1n

export type TicketReading = {
  readonly problems: Readonly<Partial<Record<TicketField, string>>>
  /** At its limit or trigger, or else at the last price; null while that cannot be told. */
  readonly worth: Exact | null
  /** What fees and slippage take of it at most. */
  readonly costMax: Exact | null
  /** In whole percent of the equity, rounded down. */
  readonly percentOfEquity: bigint | null
  readonly isLarge: boolean
  /** What will surprise somebody who did not mean it. */
  readonly warning: string | null
}

export const EMPTY_TICKET: TicketForm = {
  side: 'buy',
  type: 'limit',
  quantity: '',
  limitPrice: '',
  triggerPrice: '',
  timeInForce: 'gtc',
  postOnly: false,
  trailingPercent: '',
  stopPrice: '',
  targetPrice: '',
  collarPercent: '',
  slippagePercent: '',
}

export function hasLimit(type: OrderType): boolean {
  return type === 'limit' || type === 'stop-limit' || type === 'take-profit-limit'
}

export function hasTrigger(type: OrderType): boolean {
  return type === 'stop' || type === 'take-profit' || (hasLimit(type) && type !== 'limit')
}

/** A stop and a target for what is held, of which whichever trades takes the other back. */
export function isPair({ side, type }: Pick<TicketForm, 'side' | 'type'>): boolean {
  return type === 'oco' && side === 'sell'
}

/** What this side can be: only what is held can have a stop and a target by themselves. */
export function typesFor(
  side: TicketForm['side'],
  { orderTypes }: OrderRules,
): readonly OrderType[] {
  return side === 'sell' ? orderTypes : orderTypes.filter((type) => type !== 'oco')
}

/** Checks a ticket as far as the window can; what the account's rules say, the engine says. */
export function readTicket(form: TicketForm, market: TicketMarket): TicketReading {
  const { rules, equity } = market
  const quantity = exactOf(typed(form.quantity))
  const price = countedPrice(form, market)
  const worth =
    quantity === undefined || quantity <= 0n || price === null ? null : times(quantity, price)
  const percentOfEquity = worth === null || equity <= 0n ? null : (worth * HUNDRED) / equity
  return {
    problems: problemsIn(form, market, worth),
    worth,
    costMax: worth === null ? null : percentOf(worth, exactOf(rules.costPercentMax) ?? 0n),
    percentOfEquity,
    isLarge: worth !== null && worth * HUNDRED > equity * LARGE_PERCENT,
    warning: fundsWarning(form, market, worth) ?? priceWarning(form, market),
  }
}

/** So much of what is free, in the market's steps; empty while no price is known. */
export function shareOfFree(form: TicketForm, market: TicketMarket, percent: bigint): string {
  const { free, rules } = market
  const step = exactOf(rules.quantityStep) ?? 0n
  if (form.side === 'sell') return exactText(floorToStep((free.base * percent) / HUNDRED, step))
  const price = countedPrice(form, market)
  if (price === null || price <= 0n) return ''
  const perUnit = price + percentOf(price, exactOf(rules.costPercentMax) ?? 0n)
  const money = (free.quote * percent) / HUNDRED
  return exactText(floorToStep(dividedBy(money, perUnit), step))
}

/** The wish behind a ticket that has no problems. */
export function requestFrom(form: TicketForm, symbol: string, intentId: string): PlaceRequest {
  const { side, type } = form
  return {
    intentId,
    symbol,
    side,
    type,
    quantity: plain(form.quantity),
    price: hasLimit(type) ? plain(form.limitPrice) : null,
    triggerPrice: hasTrigger(type) ? plain(form.triggerPrice) : null,
    timeInForce: hasLimit(type) ? form.timeInForce : 'gtc',
    postOnly: type === 'limit' && form.timeInForce === 'gtc' && form.postOnly,
    ...(type === 'trailing-stop' ? { trailingPercent: plain(form.trailingPercent) } : {}),
    ...(isWanted(form, 'stopPrice') ? { stopPrice: plain(form.stopPrice) } : {}),
    ...(isWanted(form, 'targetPrice') ? { targetPrice: plain(form.targetPrice) } : {}),
    ...(isLimited(form, 'collarPercent') ? { collarPercent: plain(form.collarPercent) } : {}),
    ...(isLimited(form, 'slippagePercent')
      ? { slippagePercentMax: plain(form.slippagePercent) }
      : {}),
  }
}

/** Beside a purchase each is a choice; a pair has both. */
function isWanted(form: TicketForm, exit: 'stopPrice' | 'targetPrice'): boolean {
  return isPair(form) || (form.side === 'buy' && form[exit].trim() !== '')
}

/** What one order can be limited to, where it would hold something back: a sale without a price is never held back. */
export function limitsFor({ side, type }: Pick<TicketForm, 'side' | 'type'>): readonly OwnLimit[] {
  if (side === 'sell') return hasLimit(type) ? ['collarPercent'] : []
  return hasLimit(type) ? ['collarPercent'] : ['collarPercent', 'slippagePercent']
}

export type OwnLimit = 'collarPercent' | 'slippagePercent'

function isLimited(form: TicketForm, limit: OwnLimit): boolean {
  return limitsFor(form).includes(limit) && form[limit].trim() !== ''
}

/** What people type ("10,000.5", "1 000", ".5") as decimal text. */
function typed(text: string): string {
  const bare = text.replace(/[,\s]/g, '')
  return bare.startsWith('.') ? `0${bare}` : bare
}

function plain(text: string): string {
  return exactText(exactOf(typed(text)) ?? 0n)
}

/** The price that an order's worth is counted at, as the risk rules do. */
function countedPrice(form: TicketForm, market: TicketMarket): Exact | null {
  if (!hasLimit(form.type) && !hasTrigger(form.type) && !isPair(form)) return market.price
  const text = isPair(form)
    ? form.stopPrice
    : hasLimit(form.type)
      ? form.limitPrice
      : form.triggerPrice
  const price = exactOf(typed(text))
  return price !== undefined && price > 0n ? price : null
}

function problemsIn(form: TicketForm, market: TicketMarket, worth: Exact | null) {
  const problems: Partial<Record<TicketField, string>> = {}
  const quantity = quantityProblem(form, market, worth)
  if (quantity !== undefined) problems.quantity = quantity
  const limit = hasLimit(form.type) ? priceProblem(form.limitPrice, market, 'limit') : undefined
  if (limit !== undefined) problems.limitPrice = limit
  const trigger = hasTrigger(form.type)
    ? priceProblem(form.triggerPrice, market, 'trigger')
    : undefined
  if (trigger !== undefined) problems.triggerPrice = trigger
  const trailing = form.type === 'trailing-stop' ? trailingProblem(form.trailingPercent) : undefined
  if (trailing !== undefined) problems.trailingPercent = trailing
  for (const [exit, name] of [
    ['stopPrice', 'stop'],
    ['targetPrice', 'target'],
  ] as const) {
    const wrong = isWanted(form, exit) ? exitProblem(form, exit, name, market) : undefined
    if (wrong !== undefined) problems[exit] = wrong
  }
  for (const limit of limitsFor(form)) {
    const wrong = isLimited(form, limit) ? percentProblem(form[limit]) : undefined
    if (wrong !== undefined) problems[limit] = wrong
  }
  return problems
}

function percentProblem(text: string): string | undefined {
  const percent = exactOf(typed(text))
  const isSense = percent !== undefined && percent > 0n && percent <= PERCENT_MAX
  if (!isSense) return 'Enter a number of percent above 0 and at most 100, like 1, or nothing.'
  return percent % PERCENT_STEP === 0n ? undefined : 'It has six decimals at most.'
}

/** Both stand on either side of what was paid, or of the last price: one of the two would be sold at once. */
function exitProblem(
  form: TicketForm,
  exit: 'stopPrice' | 'targetPrice',
  name: 'stop' | 'target',
  market: TicketMarket,
): string | undefined {
  const wrong = priceProblem(form[exit], market, name)
  const against = isPair(form) ? market.price : countedPrice(form, market)
  if (wrong !== undefined || against === null) return wrong
  const price = exactOf(typed(form[exit])) ?? 0n
  const words = isPair(form) ? 'the last price' : 'the price of the purchase'
  if (name === 'stop') return price < against ? undefined : `The stop has to be below ${words}.`
  return price > against ? undefined : `The target has to be above ${words}.`
}

function trailingProblem(text: string): string | undefined {
  const percent = exactOf(typed(text))
  if (percent === undefined || percent <= 0n || percent > TRAILING_MAX) {
    return 'Enter how many percent it stays behind, like 2; at most 50.'
  }
  return percent % TRAILING_STEP === 0n ? undefined : 'It is counted in steps of 0.01 %.'
}

function quantityProblem(
  form: TicketForm,
  { base, quote, rules }: TicketMarket,
  worth: Exact | null,
): string | undefined {
  if (form.quantity.trim() === '') return `Enter how much ${base} to ${form.side}.`
  const quantity = exactOf(typed(form.quantity))
  if (quantity === undefined || quantity <= 0n) return 'Enter an amount above zero, like 0.01.'
  if (quantity < (exactOf(rules.quantityMin) ?? 0n)) {
    return `The smallest order is ${rules.quantityMin} ${base}.`
  }
  if (quantity % (exactOf(rules.quantityStep) ?? 1n) !== 0n) {
    return `This market counts in steps of ${rules.quantityStep} ${base}.`
  }
  if (worth !== null && worth < (exactOf(rules.notionalMin) ?? 0n)) {
    return `An order must be worth at least ${rules.notionalMin} ${quote}.`
  }
  return undefined
}

function priceProblem(
  text: string,
  { rules, quote }: TicketMarket,
  name: 'limit' | 'trigger' | 'stop' | 'target',
): string | undefined {
  if (text.trim() === '') return `Enter the ${name} price in ${quote}.`
  const price = exactOf(typed(text))
  if (price === undefined || price <= 0n) return 'Enter a price above zero, like 30000.'
  if (price % (exactOf(rules.priceTick) ?? 1n) !== 0n) {
    return `Prices here move in steps of ${rules.priceTick} ${quote}.`
  }
  return undefined
}

/** Nothing is sent that the account cannot pay for: said here before it is refused. */
function fundsWarning(form: TicketForm, market: TicketMarket, worth: Exact | null): string | null {
  const { free, base, quote, rules } = market
  if (form.side === 'sell') {
    const quantity = exactOf(typed(form.quantity)) ?? 0n
    if (quantity <= free.base) return null
    return `Only ${exactText(free.base)} ${base} can be sold by hand: more is refused.`
  }
  if (worth === null) return null
  const cost = worth + percentOf(worth, exactOf(rules.costPercentMax) ?? 0n)
  if (cost <= free.quote) return null
  const missing = `It takes up to ${money(cost, quote)} ${quote} with its costs, and ${money(free.quote, quote)} are free`
  return worth > free.quote
    ? `${missing}: it is refused.`
    : `${missing}: the exchange may reject it.`
}

function money(amount: Exact, quote: string): string {
  return formatMoney(exactText(amount), quote)
}

function priceWarning(form: TicketForm, { price }: TicketMarket): string | null {
  if (price === null) return null
  const limit = exactOf(typed(form.limitPrice))
  if (form.type === 'limit' && limit !== undefined) {
    if (form.side === 'buy' && limit >= price)
      return 'The limit is above the last price: it trades at once.'
    if (form.side === 'sell' && limit <= price)
      return 'The limit is below the last price: it trades at once.'
  }
  const trigger = exactOf(typed(form.triggerPrice))
  if (!hasTrigger(form.type) || trigger === undefined) return null
  const isStop = form.type === 'stop' || form.type === 'stop-limit'
  const waitsForFall = isStop === (form.side === 'sell')
  const isReached = waitsForFall ? trigger >= price : trigger <= price
  return isReached ? 'The price is past the trigger already: it is sent on at once.' : null
}
