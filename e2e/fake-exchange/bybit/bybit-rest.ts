import type { ExchangeCore } from '../exchange-core.ts'
import { AccountView } from '../matching/account-view.ts'
import { isOpen } from '../matching/order.ts'
import type { ApiKey, Permission } from '../server/api-keys.ts'
import { type Answer, Router } from '../server/router.ts'
import type { WireRequest } from '../server/wire-request.ts'
import { accountRoutes } from './account-routes.ts'
import { assetRoutes } from './asset-routes.ts'
import type { BybitApi } from './bybit-api.ts'
import { bybitEnvelope } from './bybit-errors.ts'
import type { BybitRoute } from './bybit-route.ts'
import type { DisconnectProtection } from './disconnect-protection.ts'
import { orderQueries } from './order-queries.ts'
import { orderRoutes } from './order-routes.ts'
import { publicRoutes } from './public-routes.ts'
import { RateLimits } from './rate-limits.ts'
import { authorise } from './signed-request.ts'

interface BybitRestParts {
  readonly core: ExchangeCore
  readonly protection: DisconnectProtection
  /** Real time, by which allowances are counted. */
  readonly wallNow: () => number
}

const SYSTEM_STATUS = '/v5/system/status'
const MAINTENANCE: Answer = { status: 503, body: 'Service Unavailable', weight: 0 }

/** Bybit's REST API, without a network. */
export class BybitRest {
  readonly limits: RateLimits
  readonly #core: ExchangeCore
  readonly #router: Router
  readonly #routes: ReadonlyMap<string, BybitRoute>
  #forgotten: ReadonlySet<number> = new Set()

  constructor({ core, protection, wallNow }: BybitRestParts) {
    this.#core = core
    this.limits = new RateLimits(wallNow)
    const routes = this.#makeRoutes(protection)
    this.#routes = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]))
    this.#router = new Router(
      routes,
      bybitEnvelope(() => core.serverTime()),
    )
  }

  /** What is answered without regard to limits and maintenance. */
  answer(request: WireRequest): Answer {
    this.#core.market.follow()
    return this.#router.answer(request)
  }

  /** What the server does with a request that reached it. */
  answerWithinLimits(request: WireRequest): Answer {
    const route = this.#routes.get(`${request.method} ${request.url.pathname}`)
    const key = request.headers['x-bapi-api-key'] ?? ''
    const { headers, refusal } = this.limits.use(route, key)
    if (refusal) return { ...refusal, headers: { ...refusal.headers, ...headers } }
    const isTurnedAway = this.#core.conditions.isInMaintenance && route?.path !== SYSTEM_STATUS
    return isTurnedAway ? MAINTENANCE : { ...this.answer(request), headers }
  }

  /** Whose request it is. */
  authorise(request: WireRequest, permission: Permission): ApiKey {
    const { keys, conditions } = this.#core
    const now = conditions.checksTimestamps ? this.#core.serverTime() : undefined
    return authorise(request, { keys, now, permission })
  }

  /** Orders that have ended until now are told of in the history only. */
  forgetEndedOrders(): void {
    const ended = this.#core.engine.state.orders.all().filter((order) => !isOpen(order))
    this.#forgotten = new Set(ended.map(({ id }) => id))
  }

  #makeRoutes(protection: DisconnectProtection): readonly BybitRoute[] {
    const { engine, market, conditions } = this.#core
    const now = () => this.#core.serverTime()
    const api: BybitApi = {
      engine,
      protection,
      now,
      viewOf: (accountId) => new AccountView(engine.state, accountId, conditions.reads),
      authorise: (request, permission) => this.authorise(request, permission),
      hasForgotten: (orderId) => this.#forgotten.has(orderId),
    }
    const isInMaintenance = () => conditions.isInMaintenance
    return [
      ...publicRoutes({ engine, market, now, isInMaintenance }),
      ...orderRoutes(api),
      ...orderQueries(api),
      ...accountRoutes(api),
      ...assetRoutes(api),
    ]
  }
}
