import type { OrderIntent } from '../domain/order.ts'
import type { BookLevel, OrderBook } from '../domain/order-book.ts'
import type { LimitLevel, RiskLimits } from '../domain/risk-limits.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleIntent,
} from '../domain/sample-market.fixture.ts'
import { effectiveLimits } from './effective-limits.ts'
import { RiskEngine } from './risk-engine.ts'
import type { RiskContext, RiskRule, Standing } from './risk-rule.ts'

export const NOTHING: Standing = {
  position: money('0'),
  exposure: new Map(),
  openOrders: 0,
  ordersLastMinute: 0,
}

/** A flat bot with 10,000 USDT at a price of 30,000, whom nothing limits unless told otherwise. */
export function sampleRiskContext(changes: Partial<RiskContext> = {}): RiskContext {
  return {
    market: SAMPLE_MARKET,
    limits: effectiveLimits({}),
    now: SAMPLE_START,
    price: price('30000'),
    lastPrice: price('30000'),
    book: undefined,
    equity: money('10000'),
    currency: 'USDT',
    worth: (amount) => amount,
    freeCash: money('10000'),
    costRate: 0 as RiskContext['costRate'],
    orders: 1,
    traded: quantity('0'),
    own: NOTHING,
    account: NOTHING,
    lastStopAt: undefined,
    lastTwinAt: undefined,
    hasStop: false,
    ...changes,
  }
}

export interface Question {
  readonly limits?: Partial<RiskLimits>
  readonly level?: LimitLevel
  readonly intent?: Partial<OrderIntent>
  readonly context?: Partial<RiskContext>
}

/** What a rule says to a purchase of 0.1 BTC at the market, limited by the account unless told otherwise; '' if it passes. */
export function ask(rule: RiskRule, question: Question = {}): string {
  const { limits = {}, level = 'account', intent = {}, context = {} } = question
  const review = new RiskEngine([rule]).review(
    sampleIntent({ quantity: quantity('0.1'), ...intent }),
    sampleRiskContext({ limits: effectiveLimits({ [level]: limits }), ...context }),
  )
  return review.kind === 'approved' ? '' : review.refusals.map(({ message }) => message).join()
}

/** The same of a sale of what is held. */
export function askExit(rule: RiskRule, question: Question = {}): string {
  const exit = { side: 'sell', purpose: 'exit', ...question.intent } as const
  return ask(rule, { ...question, intent: exit })
}

/** "29990x0.1 29980x1 | 30010x0.1": bids, then asks, the best first. */
export function sampleBook(text: string, changes: Partial<OrderBook> = {}): OrderBook {
  const [bids = '', asks = ''] = text.split('|')
  return {
    symbol: SAMPLE_MARKET.symbol,
    bids: levels(bids),
    asks: levels(asks),
    time: SAMPLE_START,
    ...changes,
  }
}

function levels(text: string): readonly BookLevel[] {
  return text
    .trim()
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => {
      const [at = '', of = ''] = one.split('x')
      return { price: price(at), quantity: quantity(of) }
    })
}
