import { describe, expect, it } from 'vitest'
import { assert } from '../domain/assert.ts'
import { ORDER_TYPES, type OrderIntent, type OrderType } from '../domain/order.ts'
import { middleOf, type OrderBook } from '../domain/order-book.ts'
import { notional } from '../domain/price.ts'
import { price, quantity } from '../domain/sample-market.fixture.ts'
import type { ExchangeClient } from '../ports/exchange-client.ts'
import {
  type ExchangeBench,
  eventually,
  OrderDrill,
  toldBy,
  totalsAfter,
} from './exchange-bench.fixture.ts'

type Open = () => Promise<ExchangeBench>

const limitBuy = (at: string): Partial<OrderIntent> => ({ type: 'limit', limitPrice: price(at) })

/** What every exchange client does, whatever is behind it. `open` is called for each test, and closes what it opened. */
export function describeExchangeClient(name: string, open: Open): void {
  const openDrill = async () => new OrderDrill(await open())

  describe(`orders at ${name}`, () => {
    it('are accepted under our id, and found open by it', async () => {
      const drill = await openDrill()
      const id = await drill.answered(limitBuy('29000'))
      const [reply] = drill.bench.heard.repliesTo(id)
      expect(reply).toMatchObject({ kind: 'accepted', reportedQuantity: 0 })
      expect(await drill.find(id)).toEqual({
        kind: 'found',
        report: expect.objectContaining({
          clientOrderId: id,
          symbol: 'BTC/USDT',
          side: 'buy',
          state: 'open',
          quantity: quantity('0.5'),
          filledQuantity: 0,
        }),
      })
      expect(await drill.openIds()).toEqual([id])
    })

    it('trade at the market, and tell what exactly was traded and what it cost', async () => {
      const drill = await openDrill()
      const { heard, market, client } = drill.bench
      const before = await drill.totals()
      const id = await drill.answered({})
      drill.bench.trade('30000')
      await eventually(() => drill.traded).toBe(quantity('0.5'))
      const [reply] = heard.repliesTo(id)
      expect(reply?.kind).toBe('accepted')
      for (const execution of heard.executions) {
        expect(execution).toMatchObject({ symbol: 'BTC/USDT', side: 'buy' })
        const isNamed = execution.clientOrderId === id
        const isNumbered =
          reply?.kind === 'accepted' && execution.exchangeOrderId === reply.exchangeOrderId
        expect(isNamed || isNumbered).toBe(true)
        const worth = notional(market, execution.price, execution.quantity, 'up')
        expect(execution.cost).toBe(worth)
        expect(execution.fee).toBeGreaterThan(0)
      }
      await expect(client.fetchOpenOrders()).resolves.toEqual({ ok: true, value: [] })
      expect(await drill.totals()).toEqual(totalsAfter(before, heard.executions, market))
    })

    it('sell as exactly as they buy', async () => {
      const drill = await openDrill()
      const { heard, market } = drill.bench
      const before = await drill.totals()
      await drill.answered({ side: 'sell', purpose: 'exit', quantity: quantity('0.12345') })
      drill.bench.trade('30123.45')
      await eventually(() => drill.traded).toBe(quantity('0.12345'))
      expect(heard.executions.every(({ side }) => side === 'sell')).toBe(true)
      expect(await drill.totals()).toEqual(totalsAfter(before, heard.executions, market))
    })

    it('rest until the price comes, and may trade in portions, each told once', async () => {
      const drill = await openDrill()
      const { heard, market } = drill.bench
      const before = await drill.totals()
      const id = await drill.answered(limitBuy('29000'))
      drill.bench.trade('28900', '0.2')
      await eventually(() => drill.traded).toBe(quantity('0.2'))
      expect(await drill.find(id)).toMatchObject({
        report: { state: 'open', filledQuantity: quantity('0.2') },
      })
      drill.bench.trade('28800')
      await eventually(() => drill.traded).toBe(quantity('0.5'))
      const ids = heard.executions.map(({ fillId }) => fillId)
      expect(new Set(ids).size).toBe(ids.length)
      expect(heard.executions.every((one) => one.price <= price('29000'))).toBe(true)
      expect(await drill.totals()).toEqual(totalsAfter(before, heard.executions, market))
    })

    it('that cannot be paid are rejected with a reason, and change nothing', async () => {
      const drill = await openDrill()
      const before = await drill.totals()
      const id = await drill.answered({ ...limitBuy('29000'), quantity: quantity('5') })
      expect(drill.bench.heard.repliesTo(id)).toMatchObject([
        { kind: 'rejected', reason: expect.stringMatching(/\w{4}/) },
      ])
      expect(await drill.find(id)).toEqual({ kind: 'absent' })
      expect(await drill.openIds()).toEqual([])
      expect(await drill.totals()).toEqual(before)
    })

    it('of other types are refused before they are sent', async () => {
      const drill = await openDrill()
      const { client } = drill.bench
      for (const type of ORDER_TYPES.filter((one) => !client.traits.nativeTypes.has(one))) {
        expect(client.encode(drill.order(termsOf(type)), 'cb-foreign').ok).toBe(false)
      }
    })

    it('have one wording each', async () => {
      const drill = await openDrill()
      const { client } = drill.bench
      const order = drill.order(limitBuy('29000'))
      expect(client.encode(order, 'cb-same')).toEqual(client.encode(order, 'cb-same'))
    })
  })

  describe(`cancels at ${name}`, () => {
    it('take an open order back', async () => {
      const drill = await openDrill()
      const { client, heard } = drill.bench
      const id = await drill.answered(limitBuy('29000'))
      client.cancel(drill.reference(id))
      await eventually(() => heard.kindsTold(id)).toContain('cancelled')
      expect(heard.repliesTo(id).at(-1)).toMatchObject({ kind: 'cancelled', reportedQuantity: 0 })
      expect(await drill.openIds()).toEqual([])
      expect(heard.failedCancels).toEqual([])
    })

    it('tell how much of the order had traded', async () => {
      const drill = await openDrill()
      const { client, heard } = drill.bench
      const id = await drill.answered(limitBuy('29000'))
      drill.bench.trade('28900', '0.2')
      await eventually(() => drill.traded).toBe(quantity('0.2'))
      client.cancel(drill.reference(id))
      await eventually(() => heard.kindsTold(id)).toContain('cancelled')
      expect(heard.repliesTo(id).at(-1)).toMatchObject({ reportedQuantity: quantity('0.2') })
    })

    it('of an order that has traded, or that never was, are told to have failed', async () => {
      const drill = await openDrill()
      const { client, heard } = drill.bench
      const id = await drill.answered({})
      drill.bench.trade('30000')
      await eventually(() => drill.traded).toBe(quantity('0.5'))
      for (const gone of [id, 'cb-never-sent']) client.cancel(drill.reference(gone))
      await eventually(() => heard.failedCancels).toMatchObject([
        { clientOrderId: id, reason: expect.stringMatching(/\w{4}/) },
        { clientOrderId: 'cb-never-sent', reason: expect.stringMatching(/\w{4}/) },
      ])
      expect(heard.kindsTold(id)).not.toContain('cancelled')
    })
  })

  describe(`questions to ${name}`, () => {
    it('say explicitly that an order never was', async () => {
      const drill = await openDrill()
      expect(await drill.find('cb-never-sent')).toEqual({ kind: 'absent' })
    })

    it('tell the market’s rules and its price, and no market that is not there', async () => {
      const { client, market, trade } = await open()
      trade('30000')
      const told = toldBy(await client.fetchMarket('BTC/USDT'))
      expect(told).toMatchObject({ base: 'BTC', quote: 'USDT', symbol: 'BTC/USDT' })
      expect(told.quantityStep).toBe(market.quantityStep)
      expect(toldBy(await client.fetchPrice(market))).toBe(price('30000'))
      expect((await client.fetchMarket('NO/SUCH')).ok).toBe(false)
    })

    it('tell balances whose parts add up', async () => {
      const drill = await openDrill()
      await drill.answered(limitBuy('29000'))
      for (const { free, used, total } of toldBy(await drill.bench.client.fetchBalances())) {
        expect(Number(free) + Number(used)).toBe(total)
      }
    })
  })

  describe(`books of ${name}`, () => {
    it('are there a moment after they were first asked for, the best prices first', async () => {
      const { client, trade } = await open()
      trade('30000')
      await eventually(() => client.readBook('BTC/USDT')).toBeDefined()
      const { symbol, bids, asks } = bookOf(client)
      expect(symbol).toBe('BTC/USDT')
      expect(bids.length).toBeGreaterThan(4)
      expect(asks.length).toBeGreaterThan(4)
      const upwards = [...bids.toReversed(), ...asks].map((level) => level.price)
      expect(upwards).toEqual([...new Set(upwards)].sort((a, b) => a - b))
      for (const level of [...bids, ...asks]) expect(level.quantity).toBeGreaterThan(0)
      expect(bids[0]?.price).toBeGreaterThan(price('29900'))
      expect(asks[0]?.price).toBeLessThan(price('30100'))
    })

    it('follow the market', async () => {
      const { client, trade } = await open()
      trade('30000')
      await eventually(() => client.readBook('BTC/USDT')).toBeDefined()
      const before = bookOf(client)
      trade('30500')
      await eventually(() => middleOf(bookOf(client))).toBeGreaterThan(price('30490'))
      expect(bookOf(client).time).toBeGreaterThanOrEqual(before.time)
      expect(middleOf(before)).toBeLessThan(price('30010'))
    })

    it('can be had at once, and are then known', async () => {
      const { client, market, trade } = await open()
      trade('30000')
      const book = toldBy(await client.fetchBook(market))
      expect(middleOf(book)).toBeGreaterThan(price('29990'))
      expect(bookOf(client).asks.length).toBeGreaterThan(4)
    })

    it('do not exist of a market that is not there', async () => {
      const { client, market, trade } = await open()
      trade('30000')
      expect(client.readBook('NO/SUCH')).toBeUndefined()
      expect((await client.fetchBook({ ...market, symbol: 'NO/SUCH' })).ok).toBe(false)
    })
  })

  describe(`closing ${name}`, () => {
    it('ends all news, whatever is under way', async () => {
      const drill = await openDrill()
      const { client, heard } = drill.bench
      const id = drill.send(limitBuy('29000'))
      client.close()
      const said = heard.replies.length
      drill.bench.trade('28000')
      const asked = await client.fetchOpenOrders()
      expect(asked.ok === false || asked.value.length <= 1).toBe(true)
      expect(heard.replies.length).toBe(said)
      expect(heard.executions).toEqual([])
      expect(heard.kindsTold(id).length).toBeLessThan(2)
    })
  })
}

function bookOf(client: ExchangeClient): OrderBook {
  const book = client.readBook('BTC/USDT')
  assert(book !== undefined, 'the book is known')
  return book
}

/** Sells that wait for a lower price, or take a profit at a higher one. */
export function termsOf(type: OrderType): Partial<OrderIntent> {
  const side = { side: 'sell', purpose: 'exit', type } as const
  const trigger = { triggerPrice: price(type.startsWith('stop') ? '29000' : '31000') }
  switch (type) {
    case 'market':
      return side
    case 'limit':
      return { ...side, limitPrice: price('31000') }
    case 'trailing-stop':
      return { ...side, trailingRate: 1_000_000 as OrderIntent['trailingRate'] }
    case 'stop':
    case 'take-profit':
      return { ...side, ...trigger }
    case 'stop-limit':
    case 'take-profit-limit':
      return { ...side, ...trigger, limitPrice: price('28900') }
  }
}
