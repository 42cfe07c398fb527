import { type FakeExchange, MAIN_ACCOUNT } from './fake-exchange.ts'
import { fixedText } from './matching/amount.ts'
import { ApiError } from './server/api-error.ts'
import { type Route, Router } from './server/router.ts'

const CONTROL_PREFIX = '/control/'

/** What a person can do to a running exchange: POST /control/price?symbol=BTCUSDT&price=30000 and the like. */
export function controlRouter(exchange: FakeExchange): Router {
  const { engine, market } = exchange
  const routes = [
    control('price', (wanted) => market.setPrice(wanted('symbol'), wanted('price'))),
    control('let-go', (wanted) => market.letGo(wanted('symbol'))),
    control('fill', (wanted, optional) => {
      engine.fill(Number(wanted('orderId')), optional('quantity'), optional('price'))
    }),
    control('manual-order', (wanted, optional) => {
      const side = wanted('side') === 'sell' ? 'sell' : 'buy'
      const price = optional('price')
      const order = { symbol: wanted('symbol'), side, quantity: wanted('quantity') } as const
      exchange.placeManually(price === undefined ? order : { ...order, price })
    }),
    control('deposit', (wanted) => {
      engine.deposit(MAIN_ACCOUNT, wanted('asset'), wanted('quantity'))
    }),
    control('withdraw', (wanted) => {
      engine.withdraw(MAIN_ACCOUNT, wanted('asset'), wanted('quantity'))
    }),
    control('chaos', (wanted) => exchange.chaos(Number(wanted('seed')), Number(wanted('rate')))),
    control('maintenance', () => exchange.setMaintenance(true)),
    control('cut-streams', () => exchange.streams.cut()),
    control('silence-streams', () => exchange.streams.silence()),
    control('freeze-reads', () => exchange.freezeReads()),
    control('calm', () => exchange.calm()),
  ]
  return new Router([...routes, stateRoute(exchange)], {
    notFound: JSON.stringify({ controls: routes.map(({ path }) => path) }),
    wrap: (answer) => answer ?? { done: true },
    describeError: ({ message }) => ({ done: false, message }),
  })
}

type Ask<Found> = (name: string) => Found

function control(
  name: string,
  perform: (wanted: Ask<string>, optional: Ask<string | undefined>) => void,
): Route {
  const answer = (parameters: URLSearchParams) => {
    const optional = (parameter: string) => parameters.get(parameter) ?? undefined
    const wanted = (parameter: string) => {
      const value = optional(parameter)
      if (value === undefined) throw new ApiError(400, 0, `${parameter} is missing`)
      return value
    }
    try {
      perform(wanted, optional)
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError(400, 0, String(error))
    }
  }
  return { method: 'POST', path: `${CONTROL_PREFIX}${name}`, weight: 0, answer }
}

/** Balances, orders and fills as the engine has them. */
function stateRoute({ engine }: FakeExchange): Route {
  const { state } = engine
  const answer = () => ({
    balances: state.account(MAIN_ACCOUNT).balances(),
    orders: state.orders.all(),
    fills: state.orders.fills(),
  })
  return {
    ...{ method: 'GET', path: `${CONTROL_PREFIX}state`, weight: 0 },
    answer: () => JSON.parse(JSON.stringify(answer(), withAmountsAsText)),
  }
}

function withAmountsAsText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? fixedText(value, 8) : value
}
