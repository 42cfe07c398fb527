import type { ExchangeCore } from '../exchange-core.ts'
import { AccountView } from '../matching/account-view.ts'
import { ApiError } from '../server/api-error.ts'
import type { ApiKey, Permission } from '../server/api-keys.ts'
import { type Answer, type Route, Router } from '../server/router.ts'
import type { WireRequest } from '../server/wire-request.ts'
import { accountRoutes } from './account-routes.ts'
import type { BinanceApi } from './binance-api.ts'
import { binanceEnvelope, describeError } from './binance-errors.ts'
import type { DepthBooks } from './depth-books.ts'
import { orderListRoutes } from './order-list-routes.ts'
import { orderRoutes } from './order-routes.ts'
import { publicRoutes } from './public-routes.ts'
import type { PublicTrades } from './public-trades.ts'
import { type Overuse, RateLimits } from './rate-limits.ts'
import { replaceRoutes } from './replace-routes.ts'
import { authorise } from './signed-request.ts'
import { walletRoutes } from './wallet-routes.ts'

interface BinanceRestParts {
  readonly core: ExchangeCore
  readonly books: DepthBooks
  readonly trades: PublicTrades
  /** Real time, by which allowances are counted. */
  readonly wallNow: () => number
}

const SYSTEM_STATUS = '/sapi/v1/system/status'
const MAINTENANCE = JSON.stringify({ code: 1, msg: 'System is under maintenance.' })

/** Binance's REST API, without a network. */
export class BinanceRest {
  readonly limits: RateLimits
  readonly #core: ExchangeCore
  readonly #router: Router

  constructor({ core, books, trades, wallNow }: BinanceRestParts) {
    this.#core = core
    this.limits = new RateLimits(wallNow)
    this.#router = new Router(this.#routes(books, trades), binanceEnvelope)
  }

  /** What is answered without regard to limits and maintenance. */
  answer(request: WireRequest): Answer {
    this.#core.market.follow()
    return this.#router.answer(request)
  }

  /** What the server does with a request that reached it. */
  answerWithinLimits(request: WireRequest): Answer {
    const route = this.#router.find(request)
    const { headers, overuse } = this.limits.use(this.#router.weightOf(request), route)
    if (overuse) return refuse(overuse, headers)
    if (this.#core.conditions.isInMaintenance && route?.path !== SYSTEM_STATUS) {
      return { status: 503, body: MAINTENANCE, weight: 0, headers }
    }
    return { ...this.answer(request), headers }
  }

  /** Whose request it is. */
  authorise(request: WireRequest, permission: Permission): ApiKey {
    const { keys, conditions } = this.#core
    const now = conditions.checksTimestamps ? this.#core.serverTime() : undefined
    return authorise(request, { keys, now, permission })
  }

  #routes(books: DepthBooks, trades: PublicTrades): readonly Route[] {
    const { engine, market, conditions } = this.#core
    const now = () => this.#core.serverTime()
    const api: BinanceApi = {
      engine,
      now,
      viewOf: (accountId) => new AccountView(engine.state, accountId, conditions.reads),
      authorise: (request, permission) => this.authorise(request, permission),
    }
    return [
      ...publicRoutes({ engine, market, books, trades, limits: this.limits, now }),
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
