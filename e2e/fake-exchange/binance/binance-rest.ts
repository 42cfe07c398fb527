import type { MarketClock } from '../market-clock.ts'
import { AccountView } from '../matching/account-view.ts'
import type { MatchingEngine } from '../matching/matching-engine.ts'
import { ApiError } from '../server/api-error.ts'
import type { ApiKey, ApiKeys, Permission } from '../server/api-keys.ts'
import type { ExchangeConditions } from '../server/exchange-conditions.ts'
import { type Answer, type Route, Router } from '../server/router.ts'
import type { WireRequest } from '../server/wire-request.ts'
import type { SyntheticMarket } from '../synthetic-market.ts'
import { accountRoutes } from './account-routes.ts'
import type { BinanceApi } from './binance-api.ts'
import { binanceEnvelope, describeError } from './binance-errors.ts'
import type { DepthBooks } from './depth-books.ts'
import { orderListRoutes } from './order-list-routes.ts'
import { orderRoutes } from './order-routes.ts'
import { publicRoutes } from './public-routes.ts'
import { type Overuse, RateLimits } from './rate-limits.ts'
import { replaceRoutes } from './replace-routes.ts'
import { authorise } from './signed-request.ts'
import { walletRoutes } from './wallet-routes.ts'

interface BinanceRestParts {
  readonly engine: MatchingEngine
  readonly market: SyntheticMarket
  readonly books: DepthBooks
  readonly keys: ApiKeys
  readonly clock: MarketClock
  readonly conditions: ExchangeConditions
  readonly wallNow: () => number
}

const SYSTEM_STATUS = '/sapi/v1/system/status'
const MAINTENANCE = JSON.stringify({ code: 1, msg: 'System is under maintenance.' })

/** Binance's REST API, without a network. */
export class BinanceRest {
  readonly limits: RateLimits
  readonly #parts: BinanceRestParts
  readonly #router: Router

  constructor(parts: BinanceRestParts) {
    this.#parts = parts
    this.limits = new RateLimits(parts.wallNow)
    this.#router = new Router(this.#routes(), binanceEnvelope)
  }

  /** What is answered without regard to limits and maintenance. */
  answer(request: WireRequest): Answer {
    this.#parts.market.follow()
    return this.#router.answer(request)
  }

  /** What the server does with a request that reached it. */
  answerWithinLimits(request: WireRequest): Answer {
    const route = this.#router.find(request)
    const { headers, overuse } = this.limits.use(this.#router.weightOf(request), route)
    if (overuse) return refuse(overuse, headers)
    if (this.#parts.conditions.isInMaintenance && route?.path !== SYSTEM_STATUS) {
      return { status: 503, body: MAINTENANCE, weight: 0, headers }
    }
    return { ...this.answer(request), headers }
  }

  /** Whose request it is. */
  authorise(request: WireRequest, permission: Permission): ApiKey {
    const { keys, conditions } = this.#parts
    const now = conditions.checksTimestamps ? this.#now() : undefined
    return authorise(request, { keys, now, permission })
  }

  /** The server's time, right or wrong. */
  #now(): number {
    return this.#parts.clock.now() + this.#parts.conditions.clockSkewMs
  }

  #routes(): readonly Route[] {
    const { engine, market, books, conditions } = this.#parts
    const now = () => this.#now()
    const api: BinanceApi = {
      engine,
      now,
      viewOf: (accountId) => new AccountView(engine.state, accountId, conditions.reads),
      authorise: (request, permission) => this.authorise(request, permission),
    }
    return [
      ...publicRoutes({ engine, market, books, limits: this.limits, now }),
      ...orderRoutes(api),
      ...replaceRoutes(api),
      ...orderListRoutes(api),
      ...accountRoutes(api),
      ...walletRoutes(api, () => conditions.isInMaintenance),
    ]
  }
}

function refuse(overuse: Overuse, headers: Readonly<Record<string, string>>): Answer {
  const { status, code, message, retryAfterSeconds } = overuse
  return {
    status,
    body: JSON.stringify(describeError(new ApiError(status, code, message))),
    weight: 0,
    headers: { ...headers, 'retry-after': String(retryAfterSeconds) },
  }
}
