import { describe, expect, it } from 'vitest'
import { add, ZERO_MONEY } from '../domain/amount.ts'
import type { OrderIntent, OrderType } from '../domain/order.ts'
import { middleOf } from '../domain/order-book.ts'
import { money, price, quantity } from '../domain/sample-market.fixture.ts'
import {
  type ExchangeBench,
  eventually,
  OrderDrill,
  type OutsideWorld,
  toldBy,
  totalsAfter,
} from './exchange-bench.fixture.ts'
import { termsOf } from './exchange-client.suite.ts'

const RESTING: Partial<OrderIntent> = { type: 'limit', limitPrice: price('29000') }
const CONDITIONAL: readonly OrderType[] = [
  ...(['stop', 'stop-limit', 'take-profit', 'take-profit-limit', 'trailing-stop'] as const),
]

/** What every client of an exchange does at which others trade as well, and to which connections break. */
export function describeRealExchangeClient(
  name: string,
  open: () => Promise<ExchangeBench & { readonly world: OutsideWorld }>,
): void {
  const openDrill = async () => {
    const bench = await open()
    return { drill: new OrderDrill(bench), ...bench }
  }

  describe(`finished orders at ${name}`, () => {
    it('are found as filled, by either id', async () => {
      const { drill, client, heard } = await openDrill()
      const id = await drill.answered({})
      await eventually(() => drill.traded).toBe(quantity('0.5'))
      const found = await drill.find(id)
      expect(found).toMatchObject({
        report: { state: 'filled', filledQuantity: quantity('0.5'), clientOrderId: id },
      })
      const exchangeOrderId = heard.executions[0]?.exchangeOrderId ?? ''
      expect(await client.fetchOrder(drill.reference(null, { exchangeOrderId }))).toEqual(found)
    })

    it('are found as cancelled, with what they had traded', async () => {
      const { drill, client, heard, trade } = await openDrill()
      const id = await drill.answered(RESTING)
      trade('28900', '0.2')
      await eventually(() => drill.traded).toBe(quantity('0.2'))
      client.cancel(drill.reference(id))
      await eventually(() => heard.kindsTold(id)).toContain('cancelled')
      expect(await drill.find(id)).toMatchObject({
        report: { state: 'cancelled', filledQuantity: quantity('0.2') },
      })
    })

    it('are cancelled by the exchange’s id, too', async () => {
      const { drill, client, world } = await openDrill()
      const exchangeOrderId = world.placeElsewhere('buy', '0.1', '29000')
      client.cancel(drill.reference(null, { exchangeOrderId }))
      await eventually(async () => (await drill.openIds()).length).toBe(0)
    })
  })

  describe(`what others do at ${name}`, () => {
    it('is listed among the open orders, without an id of ours', async () => {
      const { drill, client, world } = await openDrill()
      const id = await drill.answered(RESTING)
      const exchangeOrderId = world.placeElsewhere('sell', '0.1', '31000')
      const reports = toldBy(await client.fetchOpenOrders())
      expect(reports.map(({ clientOrderId }) => clientOrderId).toSorted()).toEqual([id, null])
      const external = reports.find((report) => report.clientOrderId === null)
      expect(external).toMatchObject({ exchangeOrderId, side: 'sell', quantity: quantity('0.1') })
      expect(await client.fetchOrder(drill.reference(null, { exchangeOrderId }))).toEqual({
        kind: 'found',
        report: external,
      })
    })

    it('is listed completely, however many orders there are', async () => {
      const { client, world } = await openDrill()
      const placed = Array.from({ length: 120 }, () =>
        world.placeElsewhere('buy', '0.001', '29000'),
      )
      const listed = toldBy(await client.fetchOpenOrders())
      expect(listed.map((report) => report.exchangeOrderId).toSorted()).toEqual(placed.toSorted())
    })

    it('is among the executions since a time, and what was before is not', async () => {
      const { drill, client, world, heard } = await openDrill()
      const before = await drill.totals()
      const id = await drill.answered({})
      world.placeElsewhere('sell', '0.1', null)
      await eventually(() => heard.executions.length).toBeGreaterThanOrEqual(2)
      const told = toldBy(await client.fetchExecutions('BTC/USDT', 0 + Date.now() - 60_000))
      expect(told).toHaveLength(2)
      expect(told.map(({ side }) => side)).toEqual(['buy', 'sell'])
      expect(new Set(told.map(({ fillId }) => fillId))).toEqual(
        new Set(heard.executions.map(({ fillId }) => fillId)),
      )
      expect([id, null]).toContain(told[0]?.clientOrderId)
      expect(told[1]?.clientOrderId).toBeNull()
      expect(await drill.totals()).toEqual(totalsAfter(before, told, drill.bench.market))
      const later = (told.at(-1)?.time ?? 0) + 1
      expect(toldBy(await client.fetchExecutions('BTC/USDT', later))).toEqual([])
    })

    it('is told completely, however many pages it takes', async () => {
      const { client, world, drill } = await openDrill()
      const before = await drill.totals()
      const count = Math.ceil(world.tradesPageSize * 2.2)
      for (let placed = 0; placed < count; placed += 1) world.placeElsewhere('sell', '0.001', null)
      const told = toldBy(await client.fetchExecutions('BTC/USDT', Date.now() - 60_000))
      expect(new Set(told.map(({ fillId }) => fillId)).size).toBe(count)
      expect(told).toHaveLength(count)
      expect(await drill.totals()).toEqual(totalsAfter(before, told, drill.bench.market))
    })

    it('with its money is told once it is complete', async () => {
      const { client, world } = await openDrill()
      world.deposit('USDT', '123.45')
      world.withdraw('BTC', '0.5')
      const told = toldBy(await client.fetchTransfers(Date.now() - 60_000))
      expect(told).toContainEqual(
        expect.objectContaining({ kind: 'deposit', currency: 'USDT', amount: money('123.45') }),
      )
      expect(told).toContainEqual(
        expect.objectContaining({ kind: 'withdrawal', currency: 'BTC', amount: money('-0.5') }),
      )
      expect(new Set(told.map(({ reference }) => reference)).size).toBe(told.length)
    })
  })

  describe(`books of ${name}, when connections break,`, () => {
    it('go on by request, and by stream again afterwards', { timeout: 15_000 }, async () => {
      const { client, world, trade } = await openDrill()
      const middle = () => {
        const book = client.readBook('BTC/USDT')
        return book && middleOf(book)
      }
      await eventually(middle).toBeGreaterThan(price('29990'))
      world.cutStreams()
      trade('30500')
      await eventually(middle).toBeGreaterThan(price('30490'))
      world.acceptStreams()
      trade('30900')
      await eventually(middle).toBeGreaterThan(price('30890'))
    })
  })

  describe(`what ${name} tells by itself`, () => {
    it('is what the account holds, when that changes without us', async () => {
      const { drill, world, heard } = await openDrill()
      const before = await drill.totals()
      // The stream of balances opens by itself; whatever comes before it is open is found by asking.
      await drill.answered(RESTING)
      await eventually(() => heard.toldTotals.get('USDT')).toBe(before.get('USDT'))
      world.deposit('USDT', '123.45')
      const total = add(before.get('USDT') ?? ZERO_MONEY, money('123.45'))
      await eventually(() => heard.toldTotals.get('USDT')).toBe(total)
    })

    it('are the prices of markets that are watched, also after a cut, and of no others', async () => {
      const { client, heard, world, trade } = await openDrill()
      trade('30000')
      client.watchPrices(['BTC/USDT'])
      await eventually(() => heard.prices.get('BTC/USDT')).toBe(price('30000'))
      world.cutStreams()
      trade('30500')
      world.acceptStreams()
      await eventually(() => heard.prices.get('BTC/USDT')).toBe(price('30500'))
      client.watchPrices([])
      heard.prices.clear()
      trade('30900')
      await eventually(() => client.readBook('BTC/USDT')).toBeDefined()
      expect([...heard.prices]).toEqual([])
    })
  })

  describe(`fees at ${name}`, () => {
    it('in a third currency are told as such, and the balances agree', async () => {
      const { drill, world, heard, market } = await openDrill()
      if (world.payFeesInBnb === null) return
      world.deposit('BNB', '10')
      world.payFeesInBnb()
      const before = await drill.totals()
      await drill.answered({})
      await eventually(() => drill.traded).toBe(quantity('0.5'))
      expect(heard.executions.map(({ feeCurrency }) => feeCurrency)).toContain('BNB')
      expect(await drill.totals()).toEqual(totalsAfter(before, heard.executions, market))
    })
  })

  describe(`terms of orders at ${name}`, () => {
    it.each(CONDITIONAL)('a native %s waits, is found, and is taken back', async (type) => {
      const { drill, client, heard } = await openDrill()
      if (!client.traits.nativeTypes.has(type)) return
      const id = await drill.answered(termsOf(type))
      expect(heard.kindsTold(id)[0]).toBe('accepted')
      expect(await drill.find(id, { type })).toMatchObject({ report: { state: 'open' } })
      expect(await drill.openIds()).toEqual([id])
      client.cancel(drill.reference(id, { type }))
      await eventually(() => heard.kindsTold(id)).toContain('cancelled')
      expect(await drill.openIds()).toEqual([])
    })

    it.each(['stop', 'take-profit'] as const)(
      'a native %s trades when its price comes',
      async (type) => {
        const { drill, client, heard, trade, market } = await openDrill()
        if (!client.traits.nativeTypes.has(type)) return
        const before = await drill.totals()
        const id = await drill.answered(termsOf(type))
        trade(type === 'stop' ? '28950' : '31050')
        await eventually(() => drill.traded).toBe(quantity('0.5'))
        expect(await drill.find(id, { type })).toMatchObject({ report: { state: 'filled' } })
        const [accepted] = heard.repliesTo(id)
        const exchangeOrderId = accepted?.kind === 'accepted' ? accepted.exchangeOrderId : ''
        expect(heard.executions.every((one) => one.exchangeOrderId === exchangeOrderId)).toBe(true)
        expect(await drill.totals()).toEqual(totalsAfter(before, heard.executions, market))
      },
    )

    it('a native stop-limit rests once it has triggered, and is taken back then', async () => {
      const { drill, client, heard, trade } = await openDrill()
      const type = 'stop-limit'
      if (!client.traits.nativeTypes.has(type)) return
      const id = await drill.answered(termsOf(type))
      trade('28800')
      await eventually(async () => (await drill.find(id, { type })).kind).toBe('found')
      expect(await drill.find(id, { type })).toMatchObject({ report: { state: 'open' } })
      expect(await drill.openIds()).toEqual([id])
      client.cancel(drill.reference(id, { type }))
      await eventually(() => heard.kindsTold(id)).toContain('cancelled')
      expect(await drill.openIds()).toEqual([])
    })

    it('post-only never takes', async () => {
      const { drill, heard } = await openDrill()
      const taking = { type: 'limit', limitPrice: price('30100'), postOnly: true } as const
      const id = await drill.answered(taking)
      await eventually(() => heard.kindsTold(id).join()).toMatch(/rejected|cancelled/)
      expect(heard.executions).toEqual([])
      const resting = await drill.answered({ ...RESTING, postOnly: true })
      expect(await drill.openIds()).toEqual([resting])
    })

    it('immediate or cancel takes what is there', async () => {
      const { drill, heard, trade } = await openDrill()
      trade('30000', '0.2')
      const id = await drill.answered({
        type: 'limit',
        limitPrice: price('30100'),
        timeInForce: 'ioc',
      })
      await eventually(() => heard.repliesTo(id)).toContainEqual(
        expect.objectContaining({ kind: 'cancelled', reportedQuantity: quantity('0.2') }),
      )
      await eventually(() => drill.traded).toBe(quantity('0.2'))
    })

    it('fill or kill takes all or nothing', async () => {
      const { drill, heard, trade } = await openDrill()
      trade('30000', '0.2')
      const id = await drill.answered({
        type: 'limit',
        limitPrice: price('30100'),
        timeInForce: 'fok',
      })
      await eventually(() => heard.kindsTold(id).join()).toMatch(/rejected|cancelled/)
      expect(heard.executions).toEqual([])
      expect(await drill.openIds()).toEqual([])
    })
  })

  describe(`news from ${name}`, () => {
    it('are told once however often they arrive by their ids, in order', async () => {
      const { drill, heard, trade, world } = await openDrill()
      world.duplicateEvents()
      const id = await drill.answered(RESTING)
      for (const at of ['28900', '28800', '28700']) trade(at, '0.1')
      await eventually(() => new Set(heard.executions.map(({ fillId }) => fillId)).size).toBe(3)
      const told = heard
        .repliesTo(id)
        .flatMap((reply) => (reply.kind === 'accepted' ? [Number(reply.reportedQuantity)] : []))
      expect(told).toEqual(told.toSorted((a, b) => a - b))
      const times = heard.executions.map(({ time }) => time)
      expect(times).toEqual(times.toSorted((a, b) => a - b))
    })

    it('break off, which is said once, and come again, which is said once', async () => {
      const { drill, heard, world } = await openDrill()
      world.cutStreams()
      await eventually(() => heard.connection).toEqual(['lost'])
      world.acceptStreams()
      await expect.poll(() => heard.connection).toEqual(['lost', 'restored'])
      const id = await drill.answered(RESTING)
      await eventually(() => heard.kindsTold(id).length).toBeGreaterThanOrEqual(2)
    }, 20_000)
  })

  describe(`an unreachable ${name}`, () => {
    it('is no answer: nothing is absent, empty or flat', async () => {
      const { drill, client, market, world } = await openDrill()
      const id = await drill.answered(RESTING)
      await world.goAway()
      expect(await drill.find(id)).toMatchObject({ kind: 'failed' })
      expect(await drill.find('cb-never-sent')).toMatchObject({ kind: 'failed' })
      const since = Date.now() - 60_000
      for (const answer of [
        await client.fetchOpenOrders(),
        await client.fetchExecutions('BTC/USDT', since),
        await client.fetchBalances(),
        await client.fetchTransfers(since),
        await client.fetchMarket('BTC/USDT'),
        await client.fetchPrice(market),
      ]) {
        expect(answer).toMatchObject({
          ok: false,
          error: expect.stringMatching(/^The connection to/),
        })
      }
    })
  })
}
