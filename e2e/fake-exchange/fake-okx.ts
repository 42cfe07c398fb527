import { ExchangeCore, type FakeExchangeOptions } from './exchange-core.ts'
import { FakeExchange, MAIN_ACCOUNT } from './fake-exchange.ts'
import { AccountView } from './matching/account-view.ts'
import type { MarketRules } from './matching/market.ts'
import { accountRoutes } from './okx/account-routes.ts'
import type { AlgoType } from './okx/algo-orders.ts'
import { algoRoutes } from './okx/algo-routes.ts'
import { assetRoutes } from './okx/asset-routes.ts'
import { CancelAfter } from './okx/cancel-after.ts'
import type { OkxApi } from './okx/okx-api.ts'
import { describeOveruse, OKX_ENVELOPE } from './okx/okx-errors.ts'
import { PrivateStreams } from './okx/private-streams.ts'
import { publicRoutes } from './okx/public-routes.ts'
import { PublicStreams } from './okx/public-streams.ts'
import { authorise } from './okx/signed-request.ts'
import { tradeRoutes } from './okx/trade-routes.ts'
import { type Answer, Router } from './server/router.ts'
import type { WireRequest } from './server/wire-request.ts'

/** The key to the main account that exists from the start. */
export const OKX_KEY = 'fake-okx-key'
export const OKX_SECRET = 'fake-okx-secret'
export const OKX_PASSPHRASE = 'fake-okx-passphrase'

const RULES: Partial<MarketRules> = { openOrdersMax: 500, conditionalOrdersMax: 500 }
const OPEN_STREAMS = ['/ws/v5/public', '/ws/v5/business']
const MAINTENANCE: Answer = {
  ...{ status: 503, weight: 0 },
  body: '{"code":"50001","msg":"Service temporarily unavailable","data":[]}',
}

/**
 * OKX's API, version 5, for spot, plain and algo orders, with "Cancel all after" that really counts down: REST, and the private
 * and public streams.
 */
export class FakeOkx extends FakeExchange {
  readonly cancelAfter: CancelAfter
  readonly privateStreams: PrivateStreams

  constructor(options: FakeExchangeOptions = {}) {
    const core = new ExchangeCore(
      {
        ...{ clientIdRule: 'unique-while-open', postOnlyRule: 'accept-and-end' },
        successorClientId: String,
      },
      options,
    )
    for (const symbol of core.market.symbols) core.engine.changeRules(symbol, RULES)
    core.keys.issue(OKX_KEY, OKX_SECRET, { accountId: MAIN_ACCOUNT, passphrase: OKX_PASSPHRASE })
    const api = apiOf(core)
    const privateStreams = new PrivateStreams(api)
    const publicStreams = new PublicStreams(core)
    const orderRoutes = [...tradeRoutes(api), ...algoRoutes(api)]
    const routes = [
      ...publicRoutes(core),
      ...accountRoutes(api),
      ...assetRoutes(api),
      ...orderRoutes,
    ]
    const router = new Router(routes, OKX_ENVELOPE)
    const answer = (request: WireRequest): Answer => {
      if (core.conditions.isInMaintenance) return MAINTENANCE
      core.market.follow()
      api.cancelAfter.look()
      return router.answer(request)
    }
    super(core, {
      protocol: {
        answer,
        describeOveruse,
        streamFor: (path) => {
          if (path.startsWith('/ws/v5/private')) return privateStreams
          return OPEN_STREAMS.some((open) => path.startsWith(open)) ? publicStreams : undefined
        },
      },
      onEvent: (event) => {
        if (event.kind === 'price') publicStreams.tell(event.symbol)
        else privateStreams.publish(event)
      },
      onSecond: (symbol) => {
        api.cancelAfter.look()
        publicStreams.tell(symbol)
      },
    })
    this.cancelAfter = api.cancelAfter
    this.privateStreams = privateStreams
  }
}

function apiOf(core: ExchangeCore): OkxApi {
  const { engine, keys, conditions, clock } = core
  const tags = new Map<number, string>()
  const algoTypes = new Map<number, AlgoType>()
  const serverTime = () => core.serverTime()
  return {
    core,
    tags,
    cancelAfter: new CancelAfter({ engine, tags, now: () => clock.now() }),
    now: serverTime,
    viewOf: (accountId) => new AccountView(engine.state, accountId, conditions.reads),
    authorise: (request, permission) => {
      const now = conditions.checksTimestamps ? core.serverTime() : undefined
      return authorise(request, { keys, now, permission })
    },
    tagOf: ({ id }) => tags.get(id) ?? '',
    algoTypes,
    algoTypeOf: ({ id, trailingDelta }) =>
      algoTypes.get(id) ?? (trailingDelta === null ? 'conditional' : 'move_order_stop'),
  }
}
