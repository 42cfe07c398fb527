import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Quantity, subtract } from '../domain/amount.ts'
import {
  isSettled,
  newOrder,
  nextOrder,
  ORDER_TYPES,
  type Order,
  type OrderEvent,
  type OrderIntent,
  type OrderType,
} from '../domain/order.ts'
import { price, quantity, sampleFill, sampleIntent } from '../domain/sample-market.fixture.ts'
import {
  isProtectiveStop,
  isReached,
  isWatchedHere,
  judgeWaiting,
  type Surroundings,
  withoutTrigger,
} from './waiting-orders.ts'

const WHOLE = quantity('0.1')
const PLAIN: ReadonlySet<OrderType> = new Set(['market', 'limit'])
const EVERYTHING: ReadonlySet<OrderType> = new Set(ORDER_TYPES)

const AROUND: Surroundings = {
  prices: undefined,
  leader: undefined,
  siblings: [],
  held: WHOLE,
  free: WHOLE,
  quantityMin: quantity('0.00001'),
  nativeTypes: PLAIN,
}

function at(text: string) {
  return { low: price(text), high: price(text) }
}

function waiting(changes: Partial<OrderIntent>, ...events: readonly OrderEvent[]): Order {
  return orderOf(changes, null, events)
}

function sent(changes: Partial<OrderIntent>, ...events: readonly OrderEvent[]): Order {
  return orderOf(changes, 'the wording', events)
}

function orderOf(
  changes: Partial<OrderIntent>,
  payload: string | null,
  events: readonly OrderEvent[],
): Order {
  const intent = sampleIntent({ intentId: 'w', ...changes })
  const clientOrderId = `cb-${intent.intentId}`
  let order = newOrder({ intent, clientOrderId, payload, time: 0 })
  for (const event of events) order = nextOrder(order, { ...event, clientOrderId })
  return order
}

const NEWS = { clientOrderId: '', time: 1 }
const ACCEPTED: OrderEvent = {
  ...NEWS,
  kind: 'accepted',
  exchangeOrderId: 'x',
  reportedQuantity: quantity('0'),
}
const REACHED: OrderEvent = { ...NEWS, kind: 'reached', payload: 'the wording' }
const UNKNOWN: OrderEvent = { ...NEWS, kind: 'unknown', reason: 'no answer' }

function filled(of: string): OrderEvent {
  return { ...NEWS, kind: 'fill', fill: sampleFill({ quantity: quantity(of) }) }
}

function cancelled(reported = '0'): OrderEvent {
  const reportedQuantity = quantity(reported)
  return { ...NEWS, kind: 'cancelled', exchangeOrderId: 'x', reason: '', reportedQuantity }
}

const SALE = { side: 'sell', purpose: 'exit' } as const
const STOP = { ...SALE, type: 'stop', triggerPrice: price('29000') } as const
const TAKE_PROFIT = { ...SALE, type: 'take-profit', triggerPrice: price('31000') } as const
const STOP_LINK = { intentId: 's', link: { groupId: 'cb-w', role: 'stop' } } as const
const TARGET_LINK = { intentId: 't', link: { groupId: 'cb-w', role: 'target' } } as const
const ENTRY_FILLED = sent({}, ACCEPTED, filled('0.1'))

describe('an order that waits for a price', () => {
  it('waits while that is not there, and is sent at it', () => {
    expect(judgeWaiting(waiting(STOP), { ...AROUND, prices: at('29000.01') }).kind).toBe('wait')
    expect(judgeWaiting(waiting(STOP), { ...AROUND, prices: at('29000') })).toEqual({
      kind: 'send',
      isReached: true,
      quantity: WHOLE,
    })
  })

  it('waits while the market does not move', () => {
    expect(judgeWaiting(waiting(STOP), AROUND)).toEqual({ kind: 'wait', isReached: false })
  })

  it('is sent when the price was there before, wherever it is now', () => {
    const order = waiting(STOP, REACHED)
    expect(judgeWaiting(order, { ...AROUND, prices: at('30000') }).kind).toBe('send')
    expect(judgeWaiting(order, AROUND).kind).toBe('send')
  })

  it.each([
    ['stop', 'sell', '28999', '29001'],
    ['stop', 'buy', '29001', '28999'],
    ['stop-limit', 'sell', '28999', '29001'],
    ['take-profit', 'sell', '29001', '28999'],
    ['take-profit-limit', 'buy', '28999', '29001'],
  ] as const)('%s %s: is reached at %s and not at %s', (type, side, there, elsewhere) => {
    const intent = sampleIntent({ type, side, triggerPrice: price('29000') })
    expect(isReached(intent, at(there))).toBe(true)
    expect(isReached(intent, at(elsewhere))).toBe(false)
  })

  it('is never reached by an order without one', () => {
    expect(isReached(sampleIntent({ type: 'trailing-stop' }), at('1'))).toBe(false)
    expect(isReached(sampleIntent({ type: 'limit', limitPrice: price('9') }), at('9'))).toBe(false)
  })

  it('is dropped once nothing is held to sell, or too little for the exchange', () => {
    const [none, dust] = [quantity('0'), quantity('0.00001')]
    expect(judgeWaiting(waiting(STOP), { ...AROUND, held: none, free: none }).kind).toBe('drop')
    const tooLittle = { ...AROUND, held: dust, free: dust, quantityMin: quantity('0.001') }
    expect(judgeWaiting(waiting(STOP), tooLittle).kind).toBe('drop')
  })

  it('sells no more than is held, and waits while all of that is being sold', () => {
    const there = { ...AROUND, prices: at('29000') }
    const half = quantity('0.05')
    expect(judgeWaiting(waiting(STOP), { ...there, held: half, free: half })).toMatchObject({
      kind: 'send',
      quantity: half,
    })
    expect(judgeWaiting(waiting(STOP), { ...there, free: quantity('0') })).toEqual({
      kind: 'wait',
      isReached: true,
    })
  })

  it('buys whatever is held', () => {
    const order = waiting({ type: 'stop', triggerPrice: price('31000') })
    const around = { ...AROUND, held: quantity('0'), free: quantity('0'), prices: at('31000') }
    expect(judgeWaiting(order, around)).toMatchObject({ kind: 'send', quantity: WHOLE })
  })
})

describe('a stop and a target', () => {
  const stop = waiting({ ...STOP, ...STOP_LINK })
  const target = waiting({ ...TAKE_PROFIT, ...TARGET_LINK })
  const bought = { ...AROUND, leader: ENTRY_FILLED }

  it('wait for their entry to trade, and are dropped when it does not', () => {
    const around = { ...AROUND, leader: sent({}, ACCEPTED), prices: at('29000') }
    expect(judgeWaiting(stop, around)).toEqual({ kind: 'wait', isReached: false })
    const gone = { ...AROUND, leader: sent({}, ACCEPTED, cancelled()) }
    expect(judgeWaiting(stop, gone).kind).toBe('drop')
  })

  it('wait for an entry of which nobody knows, and for one whose fills are missing', () => {
    for (const leader of [sent({}, UNKNOWN), sent({}, ACCEPTED, cancelled('0.1'))]) {
      expect(judgeWaiting(stop, { ...AROUND, leader }).kind).toBe('wait')
    }
  })

  it('end a purchase of which a part has traded when their price comes first', () => {
    const leader = sent({}, ACCEPTED, filled('0.04'))
    expect(judgeWaiting(target, { ...AROUND, leader }).kind).toBe('wait')
    expect(judgeWaiting(target, { ...AROUND, leader, prices: at('31000') })).toEqual({
      kind: 'take-back',
      orders: [leader],
      isReached: true,
    })
  })

  it('are sent when the entry has traded: the stop where the exchange keeps it, the target never', () => {
    const native = { ...bought, nativeTypes: EVERYTHING }
    expect(judgeWaiting(stop, native)).toMatchObject({ kind: 'send', isReached: false })
    expect(judgeWaiting(target, native)).toMatchObject({ kind: 'wait', isReached: false })
    expect(judgeWaiting(stop, bought).kind).toBe('wait')
  })

  it('goes to the market when its price is there already, which the exchange would reject', () => {
    const around = { ...bought, nativeTypes: EVERYTHING, prices: at('28000') }
    expect(judgeWaiting(stop, around)).toMatchObject({ kind: 'send', isReached: true })
  })

  it('takes back a stop that rests at the exchange, and does not disturb one that is selling', () => {
    const around = { ...bought, prices: at('31000') }
    const resting = sent({ ...STOP, ...STOP_LINK }, ACCEPTED)
    expect(judgeWaiting(target, { ...around, siblings: [resting] })).toEqual({
      kind: 'take-back',
      orders: [resting],
      isReached: true,
    })
    const selling = sent({ ...SALE, type: 'market', ...STOP_LINK }, ACCEPTED)
    expect(judgeWaiting(target, { ...around, siblings: [selling] })).toEqual({
      kind: 'wait',
      isReached: true,
    })
  })

  it('do not mind each other while they wait', () => {
    expect(
      judgeWaiting(stop, { ...bought, siblings: [target], prices: at('29000') }),
    ).toMatchObject({ kind: 'send' })
  })
})

describe('a replacement', () => {
  const link = { groupId: 'cb-w', role: 'replacement' } as const
  const replacement = waiting({ intentId: 'r', type: 'limit', limitPrice: price('29000'), link })

  it('takes back what it replaces, and comes after it', () => {
    const leader = sent({}, ACCEPTED)
    expect(judgeWaiting(replacement, { ...AROUND, leader })).toEqual({
      kind: 'take-back',
      orders: [leader],
      isReached: false,
    })
    const gone = sent({}, ACCEPTED, cancelled())
    expect(judgeWaiting(replacement, { ...AROUND, leader: gone })).toMatchObject({
      kind: 'send',
      quantity: WHOLE,
    })
  })

  it('waits for the missing fills of what it replaces, which cannot be taken back any more', () => {
    const leader = sent({}, ACCEPTED, cancelled('0.04'))
    expect(judgeWaiting(replacement, { ...AROUND, leader })).toMatchObject({
      kind: 'take-back',
      orders: [],
    })
  })

  it('is for the rest, and dropped when there is none', () => {
    const leader = sent({}, ACCEPTED, filled('0.04'), cancelled('0.04'))
    expect(judgeWaiting(replacement, { ...AROUND, leader })).toMatchObject({
      quantity: quantity('0.06'),
    })
    expect(judgeWaiting(replacement, { ...AROUND, leader: ENTRY_FILLED }).kind).toBe('drop')
  })

  it('waits for a price of its own after that', () => {
    const order = waiting({ intentId: 'r', ...STOP, link })
    const leader = sent({}, ACCEPTED, cancelled())
    expect(judgeWaiting(order, { ...AROUND, leader }).kind).toBe('wait')
    expect(judgeWaiting(order, { ...AROUND, leader, prices: at('29000') }).kind).toBe('send')
  })

  it('leaves the stop of what had traded alone, and the ones that wait', () => {
    const leader = sent({}, ACCEPTED, filled('0.04'), cancelled('0.04'))
    const siblings = [
      sent({ ...STOP, ...STOP_LINK }, ACCEPTED),
      waiting({ ...TAKE_PROFIT, ...TARGET_LINK }),
    ]
    expect(judgeWaiting(replacement, { ...AROUND, leader, siblings }).kind).toBe('send')
  })
})

describe('what an order becomes', () => {
  it('is a market order, or a limit order where it has a limit', () => {
    const limitPrice = price('28900')
    expect(withoutTrigger(sampleIntent(STOP))).toMatchObject({ type: 'market', triggerPrice: null })
    const limited = sampleIntent({ ...STOP, type: 'stop-limit', limitPrice })
    expect(withoutTrigger(limited)).toMatchObject({ type: 'limit', limitPrice, triggerPrice: null })
    const plain = sampleIntent()
    expect(withoutTrigger(plain)).toBe(plain)
  })

  it('is decided here for what the exchange does not watch, and for every target', () => {
    expect(isWatchedHere(sampleIntent(STOP), PLAIN)).toBe(true)
    expect(isWatchedHere(sampleIntent(STOP), EVERYTHING)).toBe(false)
    expect(isWatchedHere(sampleIntent({ ...TAKE_PROFIT, ...TARGET_LINK }), EVERYTHING)).toBe(true)
    expect(isWatchedHere(sampleIntent(), PLAIN)).toBe(false)
  })

  it('tells the stop of a bot, which leads its own group, from that of a purchase', () => {
    const own = { ...STOP, intentId: 's', link: { groupId: 'cb-s', role: 'stop' } } as const
    expect(isProtectiveStop(sent(own))).toBe(true)
    expect(isProtectiveStop(sent({ ...STOP, ...STOP_LINK }))).toBe(false)
  })
})

const anyAmount = fc.integer({ min: 0, max: 20 }).map((tenths) => quantity(`0.0${tenths % 10}`))
const anyEvents = fc.array(
  fc.constantFrom(ACCEPTED, UNKNOWN, filled('0.03'), filled('0.1'), cancelled(), cancelled('0.05')),
  { maxLength: 4 },
)
const anyLink = fc.constantFrom(null, STOP_LINK.link, TARGET_LINK.link, {
  groupId: 'cb-w',
  role: 'replacement',
} as const)
const anyWaiting = fc
  .tuple(fc.constantFrom(...ORDER_TYPES), fc.boolean(), anyLink, fc.boolean())
  .map(([type, sells, link, wasThere]) => {
    const triggerPrice = type === 'market' || type === 'limit' ? null : price('30000')
    const limitPrice = type.includes('limit') ? price('30000') : null
    const side = sells ? SALE : ({ side: 'buy', purpose: 'enter' } as const)
    const wish = { intentId: 'o', type, triggerPrice, limitPrice, link, ...side }
    return wasThere ? waiting(wish, REACHED) : waiting(wish)
  })
const anySurroundings = fc
  .record({
    low: fc.integer({ min: 29_900, max: 30_100 }),
    leader: fc.option(anyEvents.map((events) => sent({}, ...events))),
    siblings: fc.array(fc.tuple(fc.constantFrom(STOP_LINK, TARGET_LINK), anyEvents, fc.boolean()), {
      maxLength: 2,
    }),
    held: anyAmount,
    selling: anyAmount,
    isNative: fc.boolean(),
  })
  .map(({ low, leader, siblings, held, selling, isNative }): Surroundings => {
    const free = subtract(held, selling)
    return {
      ...AROUND,
      prices: at(String(low)),
      leader: leader ?? undefined,
      siblings: siblings.map(([link, events, waits]) =>
        waits ? waiting({ ...STOP, ...link }) : sent({ ...STOP, ...link }, ...events),
      ),
      held,
      free: free > 0 ? free : (0 as Quantity),
      nativeTypes: isNative ? EVERYTHING : PLAIN,
    }
  })

describe('any order that waits', () => {
  it('sells no more than is free, and buys no more than was approved', () => {
    fc.assert(
      fc.property(anyWaiting, anySurroundings, (order, around) => {
        const verdict = judgeWaiting(order, around)
        if (verdict.kind !== 'send') return
        expect(verdict.quantity).toBeGreaterThan(0)
        expect(verdict.quantity).toBeLessThanOrEqual(order.intent.quantity as number)
        if (order.intent.side === 'sell') {
          expect(verdict.quantity).toBeLessThanOrEqual(around.free as number)
        }
      }),
    )
  })

  it('is sent only when nothing of its group can trade any more beside it', () => {
    fc.assert(
      fc.property(anyWaiting, anySurroundings, (order, around) => {
        if (judgeWaiting(order, around).kind !== 'send' || order.intent.link === null) return
        expect(around.leader === undefined || isSettled(around.leader)).toBe(true)
        if (order.intent.link.role === 'replacement') return
        expect(around.siblings.filter(({ state }) => state !== 'waiting')).toEqual([])
      }),
    )
  })

  it('is sent by its price alone where the exchange does not watch it', () => {
    fc.assert(
      fc.property(anyWaiting, anySurroundings, (order, around) => {
        const { kind } = judgeWaiting(order, { ...around, prices: undefined })
        if (!isWatchedHere(order.intent, around.nativeTypes) || order.payload !== null) return
        expect(kind).not.toBe('send')
      }),
    )
  })

  it('wants back nothing but what still works', () => {
    fc.assert(
      fc.property(anyWaiting, anySurroundings, (order, around) => {
        const verdict = judgeWaiting(order, around)
        if (verdict.kind !== 'take-back') return
        for (const { state } of verdict.orders) {
          expect(['filled', 'cancelled', 'rejected', 'absent']).not.toContain(state)
        }
      }),
    )
  })
})
