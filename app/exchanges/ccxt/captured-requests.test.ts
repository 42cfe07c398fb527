import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CapturingServer } from './capturing-server.fixture.ts'
import { DOCUMENTED_REQUESTS, type DocumentedRequest } from './documented-requests.fixture.ts'
import { callCancelOrder, callCreateOrder, callQuestion } from './exchange-calls.ts'
import type { OrderKind, Params } from './exchange-facts.ts'
import { factsOf, mainExchange, TRADED_EXCHANGES } from './facts-of.ts'
import { createOrderCall, isConditional, type OrderSpec } from './order-payload.ts'
import { loadSignedExchange } from './signed-exchange.fixture.ts'

const NOW = Date.UTC(2026, 0, 1)
const SINCE = 1_700_000_000_000
const KINDS: readonly OrderKind[] = [
  ...(['market', 'limit', 'stop', 'stop-limit'] as const),
  ...(['take-profit', 'take-profit-limit', 'trailing-stop'] as const),
]
/** Key, time and signature; each exchange has its own, and they differ from call to call. */
const VOLATILE = ['timestamp', 'signature', 'recvWindow', 'nonce']

const server = new CapturingServer()

beforeAll(() => server.start())
afterAll(() => server.stop())
beforeEach(() => server.requests.splice(0))

/** What left during a call, whatever ccxt made of the empty answer. */
async function captured(call: () => Promise<unknown>): Promise<readonly DocumentedRequest[]> {
  server.requests.splice(0)
  await call().catch(() => undefined)
  return server.requests.map(({ method, path, fields }) => [
    `${method} ${path}`,
    Object.fromEntries(Object.entries(fields).filter(([name]) => !VOLATILE.includes(name))),
  ])
}

function order(kind: OrderKind, changes: Partial<OrderSpec> = {}): OrderSpec {
  const hasLimit = kind === 'limit' || kind.endsWith('-limit')
  const trails = kind === 'trailing-stop'
  return {
    ...{ clientOrderId: 'cb-bot1-7-e', symbol: 'BTC/USDT', side: 'sell', kind },
    quantity: '0.12345678',
    price: hasLimit ? '30000.1' : null,
    triggerPrice: isConditional(kind) && !trails ? '29000' : null,
    trailingPercent: trails ? '1.5' : null,
    timeInForce: 'gtc',
    postOnly: false,
    isWorking: false,
    protectivePrice: '31000',
    ...changes,
  }
}

describe.each(TRADED_EXCHANGES)('what ccxt sends to %s is what it documents:', (exchangeId) => {
  const facts = factsOf(exchangeId)
  const documented = DOCUMENTED_REQUESTS[mainExchange(exchangeId)]
  if (!documented) throw new Error(`no documented requests of ${exchangeId}`)
  const id = facts.clientIds.toExchange('cb-bot1-7-e')
  const load = () => loadSignedExchange(exchangeId, server.url)

  async function sent(spec: OrderSpec): Promise<DocumentedRequest | null | undefined> {
    const call = createOrderCall(spec, facts, NOW)
    if (!call.ok) return null
    const exchange = await load()
    const requests = await captured(() => callCreateOrder(exchange, call.value))
    expect(requests).toHaveLength(1)
    return requests[0]
  }

  it.each(KINDS)('a sell order, %s, alone and at once', async (kind) => {
    expect(await sent(order(kind))).toEqual(documented.sells[kind])
  })

  it.each([
    ['market', order('market', { side: 'buy' })],
    ['post-only', order('limit', { side: 'buy', postOnly: true })],
    ['ioc', order('limit', { side: 'buy', timeInForce: 'ioc' })],
    ['fok', order('limit', { side: 'buy', timeInForce: 'fok' })],
  ] as const)('a buy order, %s', async (kind, spec) => {
    expect(await sent(spec)).toEqual(documented.buys[kind])
  })

  it('an order with the longest id that we give', async () => {
    const clientOrderId = `cb-${'a'.repeat(25)}`
    const request = await sent(order('limit', { clientOrderId }))
    expect(Object.values(request?.[1] ?? {})).toContain(facts.clientIds.toExchange(clientOrderId))
  })

  it.each([false, true])('the questions after an order (conditional: %s)', async (conditional) => {
    const exchange = await load()
    const requests: DocumentedRequest[] = []
    for (const question of facts.clientIds.questions(id, conditional)) {
      requests.push(
        ...(await captured(() =>
          callQuestion(exchange, question, { symbol: 'BTC/USDT', since: SINCE }),
        )),
      )
    }
    const expected = conditional ? documented.conditionalQuestions : undefined
    expect(requests).toEqual(expected ?? documented.questions)
  })

  it.each([false, true])('a cancel by our id (conditional: %s)', async (conditional) => {
    const cancel = facts.clientIds.cancel(id, conditional)
    const exchange = await load()
    const requests = cancel
      ? await captured(() => callCancelOrder(exchange, cancel, 'BTC/USDT'))
      : [null]
    const expected = conditional ? documented.conditionalCancel : undefined
    expect(requests).toEqual([expected ?? documented.cancel])
  })

  it("question and cancel by the exchange's id", async () => {
    const exchange = await load()
    const { fetch, cancel } = facts.clientIds.byExchangeId(false)
    expect(await captured(() => exchange.fetchOrder('4711', 'BTC/USDT', fetch))).toEqual([
      documented.questionById,
    ])
    expect(await captured(() => exchange.cancelOrder('4711', 'BTC/USDT', cancel))).toEqual([
      documented.cancelById,
    ])
  })

  it('open orders, trades and the balance', async () => {
    const exchange = await load()
    const { tradesPageSize } = facts.history
    expect(await captured(() => exchange.fetchOpenOrders('BTC/USDT'))).toEqual([
      documented.openOrders,
    ])
    expect(await captured(() => exchange.fetchMyTrades('BTC/USDT', SINCE, tradesPageSize))).toEqual(
      [documented.trades],
    )
    expect(await captured(() => exchange.fetchBalance())).toEqual([documented.balance])
  })

  it('open orders of all markets, where no market is needed', async () => {
    const exchange = await load()
    const requests = await captured(() => exchange.fetchOpenOrders())
    expect(requests).toHaveLength(facts.history.openOrdersNeedSymbol ? 0 : 1)
    const trades = await captured(() => exchange.fetchMyTrades())
    expect(trades).toHaveLength(facts.history.tradesNeedSymbol ? 0 : 1)
  })

  it('the lists of orders that wait for a price, where these are apart', async () => {
    const exchange = await load()
    const lists = facts.history.conditionalLists ?? []
    const asked = []
    for (const params of lists) {
      const ask = () => exchange.fetchOpenOrders(undefined, undefined, undefined, params)
      asked.push(...(await captured(ask)))
    }
    expect(asked).toEqual(documented.conditionalLists ?? [])
  })

  it('the next page of open orders, where they come in pages', async () => {
    const { openOrderPages } = facts.history
    if (openOrderPages === null) return
    const exchange = await load()
    const ask = (params: Params) =>
      captured(() => exchange.fetchOpenOrders(undefined, undefined, undefined, params))
    const next = { page: 2, oldestId: '4711' }
    const [first] = await ask({})
    const { after, idLessThan, page } = { after: '4711', idLessThan: '4711', page: '2' }
    const added = { okx: { after }, bitget: { idLessThan }, gate: { page } }
    const [path, fields] = first ?? []
    expect(await ask(openOrderPages.next(next))).toEqual([
      [path, { ...fields, ...Object(added)[mainExchange(exchangeId)] }],
    ])
  })

  it("the dead man's switch, where there is one", async () => {
    const exchange = await load()
    const { deadManSwitch } = facts
    const requests = deadManSwitch
      ? await captured(() => exchange.cancelAllOrdersAfter(60_000, deadManSwitch.marked?.arm ?? {}))
      : []
    expect(requests).toEqual(documented.deadManSwitch ? [documented.deadManSwitch] : [])
  })

  it("an order that rests for a bot, with the switch's mark where it knows one", async () => {
    const [path, fields] = (await sent(order('limit'))) ?? []
    const marked = await sent(order('limit', { isWorking: true }))
    expect(marked).toEqual([path, { ...fields, ...documented.workingMark }])
    expect(facts.deadManSwitch?.marked == null).toBe(documented.workingMark === undefined)
  })

  it('a stop and a target as one, where they can be', async () => {
    const exchange = await load()
    const { pair } = facts.orders
    const leg = (letter: string, triggerPrice: string) => ({
      ...{ id: facts.clientIds.toExchange(`cb-bot1-7-e-${letter}`), triggerPrice },
    })
    const [stop, target] = [leg('s', '29000'), leg('t', '31000')]
    const terms = { listId: 'cb-bot1-7-e-l', quantity: '0.12345678', stop, target }
    const requests = pair
      ? await captured(() =>
          exchange[pair.method]({ symbol: exchange.marketId('BTC/USDT'), ...pair.params(terms) }),
        )
      : []
    expect(requests).toEqual(documented.pair ? [documented.pair] : [])
  })

  it('signed, and with the key where it belongs: never in the address', async () => {
    const exchange = await load()
    await captured(() => exchange.fetchBalance())
    const [request] = server.requests
    expect(JSON.stringify(request?.headers)).toContain('test-api-key-0001')
    expect(JSON.stringify(request?.fields)).not.toContain('test-api-key-0001')
    expect(JSON.stringify(request)).not.toContain('dGVzdC1zZWNyZXQ')
  })
})
