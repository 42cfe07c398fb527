import { describe, expect, it } from 'vitest'
import { quantity } from '../../app/domain/sample-market.fixture.ts'
import { eventually, OrderDrill, toldBy } from '../../app/exchanges/exchange-bench.fixture.ts'
import { type FakeExchange, MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import { amount } from '../fake-exchange/matching/amount.ts'
import type { OrderRequest } from '../fake-exchange/matching/order-request.ts'
import { orderIdText } from '../fake-exchange/okx/order-words.ts'
import { openEngineBench, PATIENCE_MS } from './engine-bench.fixture.ts'
import { openFakeBench } from './fake-bench.fixture.ts'
import { FAKES } from './fakes.ts'

const OKX = FAKES.filter(({ exchangeId }) => exchangeId === 'okx')
const MINUTE_MS = 60_000

/** A sale that somebody had OKX itself keep, in its app, say. */
function keepElsewhere(exchange: FakeExchange, terms: Partial<OrderRequest> = {}): string {
  const { engine } = exchange
  const placed = engine.place({
    ...{ accountId: MAIN_ACCOUNT, clientOrderId: `app${engine.state.nextId()}`, origin: 'manual' },
    ...{ symbol: 'BTCUSDT', side: 'sell', quantity: amount('0.1'), reservesWhenTriggered: true },
    ...{ type: 'stop-loss', triggerPrice: amount('29000') },
    ...terms,
  })
  if (!placed.ok) throw new Error(placed.error.kind)
  return orderIdText(placed.value.id)
}

describe.each(OKX)('what somebody has $name itself watch', (fake) => {
  it('is listed among the open orders, of every kind, with nothing filled', async () => {
    const { client, exchange } = await openFakeBench(fake)
    const ids = [
      keepElsewhere(exchange),
      keepElsewhere(exchange, { type: 'take-profit', triggerPrice: amount('31000') }),
      keepElsewhere(exchange, { type: 'stop-loss-limit', price: amount('28900') }),
      keepElsewhere(exchange, { trailingDelta: 100 }),
    ]
    const listed = toldBy(await client.fetchOpenOrders())
    expect(listed.map(({ exchangeOrderId }) => exchangeOrderId).toSorted()).toEqual(ids.toSorted())
    for (const report of listed) {
      expect(report).toMatchObject({
        ...{ state: 'open', side: 'sell', clientOrderId: null },
        ...{ quantity: quantity('0.1'), filledQuantity: 0 },
      })
    }
  })

  it('is listed completely, however many orders there are', async () => {
    const { client, exchange } = await openFakeBench(fake)
    const ids = Array.from({ length: 120 }, () => keepElsewhere(exchange))
    const listed = toldBy(await client.fetchOpenOrders())
    expect(listed.map(({ exchangeOrderId }) => exchangeOrderId).toSorted()).toEqual(ids.toSorted())
  })

  it('is cancelled by its id', async () => {
    const bench = await openFakeBench(fake)
    const drill = new OrderDrill(bench)
    const exchangeOrderId = keepElsewhere(bench.exchange)
    bench.client.cancel(drill.reference(null, { exchangeOrderId }))
    await eventually(async () => toldBy(await bench.client.fetchOpenOrders())).toEqual([])
  })

  it('becomes another order when its price comes, which is found by its own id', async () => {
    const bench = await openFakeBench(fake)
    const { client, exchange, heard, trade } = bench
    const drill = new OrderDrill(bench)
    const algo = keepElsewhere(exchange)
    trade('28950')
    await eventually(() => heard.executions.length).toBe(1)
    const [told] = toldBy(await client.fetchExecutions('BTC/USDT', Date.now() - MINUTE_MS))
    const exchangeOrderId = told?.exchangeOrderId ?? ''
    expect(exchangeOrderId).not.toBe(algo)
    expect(await client.fetchOrder(drill.reference(null, { exchangeOrderId }))).toMatchObject({
      kind: 'found',
      report: { exchangeOrderId, state: 'filled', filledQuantity: quantity('0.1') },
    })
    const found = drill.reference(null, { exchangeOrderId: algo })
    expect(await client.fetchOrder(found)).toMatchObject({
      report: { exchangeOrderId: algo, filledQuantity: 0 },
    })
  })

  it('rests under its own id once it has become a limit order, and is cancelled by that', async () => {
    const bench = await openFakeBench(fake)
    const { client, exchange, trade } = bench
    const drill = new OrderDrill(bench)
    const algo = keepElsewhere(exchange, { type: 'stop-loss-limit', price: amount('29500') })
    trade('28950')
    const open = async () => toldBy(await client.fetchOpenOrders())
    await eventually(async () => (await open())[0]?.price).toBe('29500')
    const [{ exchangeOrderId } = { exchangeOrderId: '' }] = await open()
    expect(exchangeOrderId).not.toBe(algo)
    client.cancel(drill.reference(null, { exchangeOrderId }))
    await eventually(open).toEqual([])
  })

  it('is shown as somebody else’s, and so is its trade, while orders of ours go on', {
    timeout: PATIENCE_MS,
  }, async (scope) => {
    const bench = await openEngineBench(fake, scope)
    const { exchange, session } = bench
    const about = keepElsewhere(exchange)
    const { engine } = session
    const drifts = (kind: string) =>
      engine.desk.drifts.open().flatMap((drift) => (drift.kind === kind ? [drift.about] : []))
    await bench.patiently(() => drifts('external-order')).toEqual([about])
    exchange.market.setPrice('BTCUSDT', '28950')
    await bench.patiently(() => drifts('external-fill').length).toBe(1)
    await bench.patiently(() => drifts('external-order')).toEqual([])
    scope.expect([engine.isReconciled, engine.desk.trouble]).toEqual([true, ''])
    await bench.agreed()
  })
})
