import { amount, amountText } from './amount.ts'
import type { EngineRules } from './engine-state.ts'
import type { Market } from './market.ts'
import { MatchingEngine } from './matching-engine.ts'
import type { Order } from './order.ts'
import type { OrderRequest } from './order-request.ts'

export const SYMBOL = 'BTCUSDT'
export const OWNER = 'owner'

export const sampleMarket: Market = {
  symbol: SYMBOL,
  baseAsset: 'BTC',
  quoteAsset: 'USDT',
  assetDecimals: 8,
  trading: true,
  rules: {
    tickSize: amount('0.01'),
    priceMin: amount('0.01'),
    priceMax: amount('1000000'),
    stepSize: amount('0.00001'),
    quantityMin: amount('0.00001'),
    quantityMax: amount('9000'),
    marketQuantityMax: amount('120'),
    notionalMin: amount('5'),
    notionalMax: amount('9000000'),
    priceFactorMax: 5n,
    openOrdersMax: 200,
    conditionalOrdersMax: 5,
  },
}

/** An exchange at 30,000 with an account of 10,000 USDT and 1 BTC, at a time that stands still. */
export function sampleExchange(rules: Partial<EngineRules> = {}): MatchingEngine {
  const usual = { now: () => 1_000, clientIdRule: 'unique-while-open' } as const
  const engine = new MatchingEngine({ ...usual, ...rules })
  engine.list(sampleMarket)
  engine.deposit(OWNER, 'USDT', '10000')
  engine.deposit(OWNER, 'BTC', '1')
  moveTo(engine, '30000')
  return engine
}

/** Last and bid; the ask is a cent above. */
export function moveTo(engine: MatchingEngine, price: string): void {
  const last = amount(price)
  engine.movePrice(SYMBOL, { bid: last, ask: last + amount('0.01'), last })
}

type Words = Partial<
  Omit<OrderRequest, 'price' | 'triggerPrice' | 'quantity' | 'quoteQuantity'>
> & {
  readonly price?: string
  readonly triggerPrice?: string
  readonly quantity?: string
  readonly quoteQuantity?: string
}

/** A request with its numbers as text: a limit order to buy a hundredth, if not told otherwise. */
export function request({
  price,
  triggerPrice,
  quantity,
  quoteQuantity,
  ...rest
}: Words): OrderRequest {
  return {
    accountId: OWNER,
    clientOrderId: 'one',
    symbol: SYMBOL,
    side: 'buy',
    type: 'limit',
    ...rest,
    ...(price === undefined ? {} : { price: amount(price) }),
    ...(triggerPrice === undefined ? {} : { triggerPrice: amount(triggerPrice) }),
    ...(quantity === undefined ? {} : { quantity: amount(quantity) }),
    ...(quoteQuantity === undefined ? {} : { quoteQuantity: amount(quoteQuantity) }),
  }
}

export function placed(engine: MatchingEngine, words: Words): Order {
  const result = engine.place(request(words))
  if (!result.ok) throw new Error(`rejected: ${JSON.stringify(result.error)}`)
  return result.value
}

/** "free locked", as short as can be. */
export function held(engine: MatchingEngine, asset: string): string {
  const { free, locked } = engine.state.account(OWNER).balance(asset)
  return `${amountText(free)} ${amountText(locked)}`
}
