import { describeOveruse } from './bybit/bybit-errors.ts'
import { BybitRest } from './bybit/bybit-rest.ts'
import { DisconnectProtection } from './bybit/disconnect-protection.ts'
import { ownLinkId } from './bybit/order-ids.ts'
import { PrivateStreams } from './bybit/private-streams.ts'
import { PublicStreams } from './bybit/public-streams.ts'
import type { RateLimits } from './bybit/rate-limits.ts'
import { ExchangeCore, type FakeExchangeOptions } from './exchange-core.ts'
import { FakeExchange, MAIN_ACCOUNT } from './fake-exchange.ts'
import { amount } from './matching/amount.ts'
import type { MarketRules } from './matching/market.ts'
import type { MatchingEngine } from './matching/matching-engine.ts'
import type { Answer } from './server/router.ts'
import type { StreamHandler } from './server/stream-server.ts'
import { type WireRequest, wireRequest } from './server/wire-request.ts'

interface FakeBybitOptions extends FakeExchangeOptions {
  /**
   * What a conditional order becomes when it triggers. Bybit's unified accounts keep the order and its id ("Place
   * order", Spot Stop Order); its classic accounts make another one of it.
   */
  readonly triggered?: 'same-order' | 'new-order'
}

/** The key to the main account that exists from the start. */
export const BYBIT_KEY = 'fake-bybit-key'
export const BYBIT_SECRET = 'fake-bybit-secret'

const RULES: Partial<MarketRules> = {
  quantityMax: amount('1000'),
  marketQuantityMax: amount('100'),
  notionalMax: amount('4000000'),
  openOrdersMax: 500,
  conditionalOrdersMax: 30,
}

/** Bybit's API, version 5, for spot in a unified account: REST, the private stream and the public ones. */
export class FakeBybit extends FakeExchange {
  readonly rest: BybitRest
  readonly protection: DisconnectProtection
  readonly privateStreams: PrivateStreams
  readonly publicStreams: PublicStreams

  constructor({ triggered = 'same-order', ...options }: FakeBybitOptions = {}) {
    const core = makeCore(triggered, options)
    const { engine, market, keys, conditions } = core
    const protection = new DisconnectProtection((accountId) => cancelAll(engine, accountId))
    const rest = new BybitRest({ core, protection, wallNow: options.wallNow ?? Date.now })
    const now = () => (conditions.checksTimestamps ? core.serverTime() : undefined)
    const privateStreams = new PrivateStreams({ engine, keys, protection, now })
    const publicStreams = new PublicStreams(engine, market)
    const answer = (request: WireRequest) => rest.answerWithinLimits(request)
    const streamFor = (path: string): StreamHandler | undefined => {
      if (path.startsWith('/v5/private')) return privateStreams
      return path.startsWith('/v5/public/spot') ? publicStreams : undefined
    }
    super(core, {
      protocol: { answer, describeOveruse, streamFor },
      onEvent: (event) => {
        if (event.kind === 'price') publicStreams.tell(event.symbol)
        else privateStreams.publish(event)
      },
      onSecond: (symbol) => publicStreams.tell(symbol),
    })
    this.rest = rest
    this.protection = protection
    this.privateStreams = privateStreams
    this.publicStreams = publicStreams
  }

  get limits(): RateLimits {
    return this.rest.limits
  }

  override calm(): void {
    super.calm()
    this.limits.clear()
  }

  /** As after a restart of the exchange: orders that have ended until now are told of in the history only. */
  forgetEndedOrders(): void {
    this.rest.forgetEndedOrders()
  }

  /** What is answered to a request, without a network and without limits. */
  answer(path: string, method = 'GET'): Answer {
    return this.rest.answer(wireRequest(path, method))
  }
}

function makeCore(
  triggered: 'same-order' | 'new-order',
  options: FakeExchangeOptions,
): ExchangeCore {
  const core = new ExchangeCore(
    {
      clientIdRule: 'unique-forever',
      postOnlyRule: 'accept-and-end',
      ...(triggered === 'new-order' ? { successorClientId: ownLinkId } : {}),
    },
    options,
  )
  for (const symbol of core.market.symbols) core.engine.changeRules(symbol, RULES)
  core.keys.issue(BYBIT_KEY, BYBIT_SECRET, { accountId: MAIN_ACCOUNT })
  return core
}

function cancelAll(engine: MatchingEngine, accountId: string): void {
  for (const order of engine.state.orders.open()) {
    if (order.accountId === accountId) engine.cancel(order.id)
  }
}
