import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Quantity, rateFromPercent, subtract } from '../../domain/amount.ts'
import { ORDER_TYPES } from '../../domain/order.ts'
import { price, quantity } from '../../domain/sample-market.fixture.ts'
import type { OrderTicket } from './place-ticket.ts'
import {
  LOCAL_STOP,
  NOTHING_NATIVE,
  PAIR,
  type ProtectionBench,
  protectionBench,
  TRAILING,
} from './protection-bench.fixture.ts'

const MARKET = ['candle', 'tick', 'accept', 'fill', 'fill-part', 'cancel-there'] as const
const WISHES = ['bracket', 'sale', 'stop', 'pair', 'trail', 'replace', 'resume'] as const
const TROUBLE = [
  'reject',
  'lose-cancel',
  'cancel-here',
  'cancel-all',
  'flatten',
  'halt',
  'restart',
  'pause',
] as const

/** What happens next; the number picks the order that it happens to, or the price. */
interface Happening {
  readonly step: (typeof MARKET | typeof WISHES | typeof TROUBLE)[number]
  readonly pick: number
}

/** What moves things on comes more often than what ends them. */
const anyHappening: fc.Arbitrary<Happening> = fc.record({
  step: fc.oneof(
    { arbitrary: fc.constantFrom(...MARKET), weight: 5 },
    { arbitrary: fc.constantFrom(...WISHES), weight: 4 },
    { arbitrary: fc.constantFrom(...TROUBLE), weight: 1 },
  ),
  pick: fc.nat({ max: 9 }),
})

const PRICES = ['30000', '30500', '29500', '29000', '31000', '28500', '31500', '30100', '29900']

/** A life of an account, and what was ever wrong with it. */
class Life {
  bench: ProtectionBench
  #candles = 0
  #wishes = 0

  constructor(keeps: 'nothing' | 'stops' | 'pairs') {
    this.bench = protectionBench({
      base: '0.05',
      nativeTypes: keeps === 'nothing' ? NOTHING_NATIVE : ORDER_TYPES,
      ...(keeps === 'pairs' ? { pairs: {} } : {}),
      plan: { 0: 'enter', 4: 'exit', 6: 'enter', 9: 'exit', 11: 'enter' },
      exits: { stop: rateFromPercent(2), trailing: rateFromPercent(1) },
    })
    this.#candle('30000')
  }

  async does({ step, pick }: Happening): Promise<void> {
    const { bench } = this
    const { engine, exchange } = bench
    const live = exchange.liveIds[pick % Math.max(1, exchange.liveIds.length)]
    switch (step) {
      case 'candle':
        return this.#candle(priceAt(pick))
      case 'tick':
        return bench.tick(priceAt(pick))
      case 'accept':
        if (live !== undefined && exchange.order(live).state === 'arriving') exchange.accept(live)
        return
      case 'reject':
        if (live !== undefined && exchange.order(live).state === 'arriving') exchange.reject(live)
        return
      case 'fill':
        if (live !== undefined) exchange.fill(live, undefined, price(priceAt(pick)))
        return
      case 'fill-part':
        if (live !== undefined) this.#fillPart(live)
        return
      case 'cancel-there':
        if (live !== undefined) exchange.carryOutCancel(live)
        return
      case 'lose-cancel':
        if (live !== undefined) exchange.order(live).isCancelWanted = false
        return
      case 'bracket':
        return this.#wish({
          quantity: quantity('0.01'),
          stopPrice: price('29000'),
          targetPrice: price('31000'),
        })
      case 'sale':
        return this.#wish({
          side: 'sell',
          type: pick % 2 === 0 ? 'market' : 'limit',
          limitPrice: pick % 2 === 0 ? null : price('31000'),
          quantity: quantity(`0.0${1 + (pick % 6)}`),
        })
      case 'stop':
        return this.#wish({ ...LOCAL_STOP, quantity: quantity(`0.0${1 + (pick % 6)}`) })
      case 'pair':
        return this.#wish({ ...PAIR, quantity: quantity(`0.0${1 + (pick % 6)}`) })
      case 'trail':
        return this.#wish({ ...TRAILING, quantity: quantity(`0.0${1 + (pick % 6)}`) })
      case 'replace':
        return this.#replace(pick)
      case 'cancel-here':
        if (live !== undefined)
          engine.enqueue({ kind: 'cancel', actor: 'window', clientOrderId: live })
        return
      case 'cancel-all':
        return engine.enqueue({ kind: step, actor: 'window' })
      case 'flatten':
      case 'resume':
        return engine.enqueue({ kind: step })
      case 'halt':
        return engine.enqueue({ kind: 'halt', reason: 'by you' })
      case 'restart':
        this.bench = await bench.restarted()
        return
      case 'pause':
        bench.clock.advance(40_000)
        return
    }
  }

  #candle(at: string): void {
    this.bench.candle(this.#candles, at)
    this.#candles += 1
  }

  #fillPart(clientOrderId: string): void {
    const { filled, request } = this.bench.exchange.order(clientOrderId)
    const steps = Math.floor((request.order.quantity as number) / 2_000) * 1_000
    if (steps > 0 && Number(filled) + steps < Number(request.order.quantity)) {
      this.bench.exchange.fill(clientOrderId, steps as Quantity)
    }
  }

  #wish(changes: Partial<OrderTicket>): void {
    this.#wishes += 1
    this.bench.place({ ...changes, intentId: `w${this.#wishes}` })
  }

  #replace(pick: number): void {
    const orders = [...this.bench.engine.desk.openOrders()]
    const replaced = orders[pick % Math.max(1, orders.length)]
    if (replaced === undefined) return
    const { side, quantity: of } = replaced.intent
    this.#wish({
      ...{ replaces: replaced.clientOrderId, side, quantity: of },
      limitPrice: price(side === 'buy' ? '29800' : '30800'),
    })
  }

  /** Until nothing is left to do: all cancels arrive, all that trades at once trades. */
  async settle(): Promise<void> {
    this.bench.engine.enqueue({ kind: 'resume' })
    for (let round = 0; round < 12; round += 1) {
      const { exchange } = this.bench
      for (const { request, state, isCancelWanted } of exchange.live()) {
        const { clientOrderId, order } = request
        if (isCancelWanted) exchange.carryOutCancel(clientOrderId)
        else if (order.type === 'market') exchange.fill(clientOrderId)
        else if (state === 'arriving') exchange.accept(clientOrderId)
      }
      this.bench.clock.advance(40_000)
      this.bench = await this.bench.restarted()
    }
  }
}

function priceAt(pick: number): string {
  return PRICES[pick % PRICES.length] ?? '30000'
}

it.each(['nothing', 'stops', 'pairs'] as const)(
  'never sells more than is held, whatever happens in whichever order (the exchange keeps %s)',
  async (keeps) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyHappening, { size: 'max', maxLength: 40 }),
        async (happenings) => {
          const life = new Life(keeps)
          for (const happening of happenings) await life.does(happening)
          expect(life.bench.exchange.oversold).toEqual([])
          await life.settle()
          expect(life.bench.exchange.oversold).toEqual([])
          expect(life.bench.portfolio.holding('BTC')).toBe(life.bench.exchange.base)
        },
      ),
      { numRuns: 150 },
    )
  },
)

it('leaves no bot without its stop once everything has come to rest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyHappening, { size: 'max', maxLength: 40 }), async (happenings) => {
      const life = new Life('pairs')
      for (const happening of happenings) await life.does(happening)
      await life.settle()
      const { runner, exchange } = life.bench
      const stops = exchange
        .live()
        .filter(({ request: { order } }) => order.botId === 'bot1' && order.type === 'stop')
      const isWorthOne = runner.position.quantity >= quantity('0.001')
      expect(stops).toHaveLength(isWorthOne ? 1 : 0)
      const protects = stops.map(({ request, filled }) => subtract(request.order.quantity, filled))
      if (isWorthOne) expect(protects).toEqual([runner.position.quantity])
    }),
    { numRuns: 150 },
  )
})
