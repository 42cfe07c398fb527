import { type Rate, rateFromPercent } from '../../domain/amount.ts'
import { type Bot, type Exits, NO_EXITS } from '../../domain/bot.ts'
import type { Candle } from '../../domain/candle.ts'
import type { Order, OrderType } from '../../domain/order.ts'
import {
  MINUTE_MS,
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleCandle,
} from '../../domain/sample-market.fixture.ts'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import { ModelExchange } from '../../exchanges/model-exchange.fixture.ts'
import type { LedgerStore } from '../../ports/ledger-store.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import { answersHere } from '../session/profile-bench.fixture.ts'
import { type Plan, tradingBench } from '../trading-bench.fixture.ts'
import type { EngineParts } from '../trading-engine.ts'
import type { OrderTicket, TicketAnswer } from './place-ticket.ts'

export interface ProtectionWishes {
  readonly plan?: Plan
  readonly exits?: Partial<Exits>
  readonly bot?: Partial<Bot>
  /** What the account holds, and no bot does. */
  readonly base?: string
  readonly nativeTypes?: readonly OrderType[]
  readonly baseFee?: Rate
  readonly pairs?: { readonly refusal?: string }
  readonly ledger?: LedgerStore
  readonly parts?: Partial<EngineParts>
  /** What was there before: the exchange and the time go on, the engine starts anew. */
  readonly before?: Lasting
}

interface Lasting {
  readonly clock: ManualClock
  readonly exchange: ModelExchange
  readonly ledger: LedgerStore
}

/** All but market and limit are watched by us. */
export const NOTHING_NATIVE: readonly OrderType[] = ['market', 'limit']

export const PURCHASE: OrderTicket = {
  intentId: 'wish',
  symbol: SAMPLE_MARKET.symbol,
  side: 'buy',
  type: 'limit',
  quantity: quantity('0.1'),
  limitPrice: price('30000'),
  triggerPrice: null,
  timeInForce: 'gtc',
  postOnly: false,
  trailingRate: null,
  stopPrice: null,
  targetPrice: null,
  replaces: null,
  limits: null,
}

/** The purchase, and its client order id with those of its exits. */
export const BRACKET: Partial<OrderTicket> = {
  stopPrice: price('29000'),
  targetPrice: price('31000'),
}
export const [ENTRY, STOP, TARGET] = ['cb-wish', 'cb-wish-s', 'cb-wish-t'] as const

/** The same prices for what is held already; the stop has the id of the wish. */
export const PAIR: Partial<OrderTicket> = {
  ...BRACKET,
  side: 'sell',
  type: 'oco',
  limitPrice: null,
}
export const [PAIR_STOP, PAIR_TARGET] = ['cb-wish', 'cb-wish-t'] as const

/** Sells 0.1 once the price has fallen by 2 % from its highest. */
export const TRAILING: Partial<OrderTicket> = {
  side: 'sell',
  type: 'trailing-stop',
  limitPrice: null,
  trailingRate: rateFromPercent(2),
}

/** Sells 0.1 once the price has fallen to 29,000. */
export const LOCAL_STOP: Partial<OrderTicket> = {
  side: 'sell',
  type: 'stop',
  limitPrice: null,
  triggerPrice: price('29000'),
}

/** An engine on an exchange that does what the test says; a planned bot is there, and holds nothing. */
export function protectionBench(wishes: ProtectionWishes = {}) {
  const lasting = wishes.before ?? newWorld(wishes)
  const { clock, exchange, ledger } = lasting
  const bench = tradingBench({
    ledger,
    exchange,
    plan: wishes.plan ?? {},
    bot: { ...wishes.bot, exits: { ...NO_EXITS, ...wishes.exits } },
    parts: { ...wishes.parts, clock },
    isCold: wishes.before !== undefined,
  })
  const { engine } = bench
  const place = (changes: Partial<OrderTicket> = {}): TicketAnswer => {
    const answers: TicketAnswer[] = []
    const ticket = { ...PURCHASE, ...changes }
    engine.enqueue({
      kind: 'place',
      actor: 'window',
      ticket,
      answer: (answer) => answers.push(answer),
    })
    const [answer] = answers
    if (answer === undefined) throw new Error('there was no answer')
    return answer
  }
  const candle = (index: number, at: string, changes: Partial<Candle> = {}) => {
    clock.advance(Math.max(0, SAMPLE_START + (index + 1) * MINUTE_MS - clock.now()))
    engine.enqueue({ kind: 'candle', candle: sampleCandle(index, at, changes) })
  }
  const tick = (at: string) => {
    clock.advance(1_000)
    engine.enqueue({ kind: 'price', price: price(at) })
  }
  const order = (clientOrderId: string): Order => {
    const found = engine.desk.findOrder(clientOrderId)
    if (found === undefined) throw new Error(`there is no order ${clientOrderId}`)
    return found
  }
  const states = (...ids: readonly string[]) => ids.map((id) => order(id).state)
  /** What the exchange was sent, in its order. */
  const sent = () =>
    [...exchange.orders.values()].map(({ request: { clientOrderId, payload } }) => {
      return `${clientOrderId}: ${payload}`
    })
  const cancelsWanted = () =>
    exchange
      .live()
      .filter(({ isCancelWanted }) => isCancelWanted)
      .map(({ request }) => request.clientOrderId)
  const drifts = () => engine.desk.drifts.open().map(({ kind, ours }) => `${kind}: ${ours}`)
  /** The engine dies as it is, and another one opens the same ledger; the market is not heard of yet. */
  const restarted = async (changes: Partial<ProtectionWishes> = {}) => {
    exchange.close()
    clock.advance(1_000)
    const next = protectionBench({ ...wishes, ...changes, before: lasting })
    next.engine.enqueue({ kind: 'feed', status: { state: 'running', message: '' } })
    // As the last candle on the disk tells it.
    next.portfolio.markAt(SAMPLE_MARKET.symbol, price('30000'))
    next.engine.open()
    await answersHere()
    return next
  }
  return {
    ...bench,
    ...lasting,
    place,
    candle,
    tick,
    order,
    states,
    sent,
    cancelsWanted,
    drifts,
    restarted,
  }
}

export type ProtectionBench = ReturnType<typeof protectionBench>

function newWorld({
  base,
  nativeTypes,
  baseFee,
  pairs,
  ledger = new MemoryLedgerStore(),
}: ProtectionWishes): Lasting {
  const clock = new ManualClock(SAMPLE_START)
  const exchange = new ModelExchange({
    clock,
    ...(base === undefined ? {} : { base }),
    ...(nativeTypes === undefined ? {} : { nativeTypes }),
    ...(baseFee === undefined ? {} : { baseFee }),
    ...(pairs === undefined ? {} : { pairs }),
  })
  if (base !== undefined) {
    const amount = money(base)
    const opening = { reference: 'opening-BTC', kind: 'opening', currency: 'BTC' } as const
    ledger.appendTransfers([{ ...opening, amount, time: SAMPLE_START }])
  }
  return { clock, exchange, ledger }
}
