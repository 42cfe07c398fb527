import { add, subtract } from '../../domain/amount.ts'
import type { BreakerName, BreakerSetting } from '../../domain/breaker.ts'
import { NOTHING_GUARDED } from '../../domain/guard-record.ts'
import { price, quantity } from '../../domain/sample-market.fixture.ts'
import { sampleRecord } from '../../reconciliation/sample-record.fixture.ts'
import { ALL_BREAKERS, BREAKERS } from '../../risk/all-breakers.ts'
import { faultyLedgerStore } from '../../storage/faulty-ledger-store.fixture.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import { NOTHING_NATIVE, protectionBench } from '../orders/protection-bench.fixture.ts'
import type { BenchWishes } from '../trading-bench.fixture.ts'

/** What the bot and the hand bought; the rest of the account's bitcoin was there before. */
export const HELD_BY_BOT = quantity('0.1')
export const HELD_BY_HAND = quantity('0.15')
export const HELD_BEFORE = quantity('1')

/**
 * An account with all that a trip can act on, in which one breaker watches, as it comes but for what is changed: a bot and
 * a hand that hold something, and an order of each at the exchange. Equity is 40,000 USDT at 30,000.
 */
export function breakerBench(
  name: BreakerName,
  changes: Partial<BreakerSetting> = {},
  plan: BenchWishes['plan'] = {},
  parts: BenchWishes['parts'] = {},
) {
  const { store: ledger, failing } = faultyLedgerStore(new MemoryLedgerStore())
  ledger.saveGuard({ ...NOTHING_GUARDED, settings: onlyOn(name, changes) })
  const process = { delayMs: 1, memoryMiB: 300 }
  const bench = protectionBench({
    plan: { ...plan, 0: 'enter' },
    nativeTypes: NOTHING_NATIVE,
    bot: { sizing: { kind: 'fixed-amount', quantity: quantity('0.15') } },
    base: '1',
    ledger,
    parts: {
      ...parts,
      breakers: ALL_BREAKERS,
      process: { eventLoopDelayMs: () => process.delayMs, memoryMiB: () => process.memoryMiB },
    },
  })
  const { engine, exchange, clock } = bench
  const bookIs = (bid: string, ask: string) => {
    const level = (at: string) => [{ price: price(at), quantity: quantity('1') }]
    const time = clock.now()
    exchange.bookTold = { symbol: 'BTC/USDT', time, bids: level(bid), asks: level(ask) }
  }
  exchange.healthTold = { ...exchange.healthTold, clockOffsetMs: 0 }
  bookIs('29999', '30001')
  engine.enqueue({ kind: 'tick' })
  bench.candle(0, '30000')
  const [entry = ''] = exchange.liveIds
  exchange.fill(entry, HELD_BY_BOT)
  bench.place({ intentId: 'hand', quantity: HELD_BY_HAND })
  exchange.fill('cb-hand')
  bench.place({ intentId: 'resting', quantity: quantity('0.01'), limitPrice: price('29000') })
  exchange.accept('cb-resting')
  let wishes = 0
  /** Whether the hand may still buy, or sell, a little. */
  const wish = (side: 'buy' | 'sell') => {
    wishes += 1
    const intentId = `wish-${wishes}`
    const limitPrice = bench.portfolio.mark('BTC/USDT') ?? null
    return bench.place({ intentId, side, quantity: quantity('0.001'), limitPrice }).kind
  }
  /** The exchange does what it is asked for, and is asked until all is confirmed. */
  const carryOut = () => {
    for (let step = 0; step < 9; step += 1) {
      for (const { request, isCancelWanted } of exchange.live()) {
        const { clientOrderId } = request
        if (engine.desk.findOrder(clientOrderId)?.state === 'unresolved')
          exchange.reject(clientOrderId)
        else if (isCancelWanted) exchange.carryOutCancel(clientOrderId)
        else if (request.order.purpose === 'exit') exchange.fill(clientOrderId)
      }
      clock.advance(1_000)
      const record = sampleRecord({ askedAt: clock.now() })
      const { activity } = engine.desk
      engine.enqueue({ kind: 'round', round: { trigger: 'by hand', record, activity } })
    }
  }
  const trips = () => engine.guard.trips.map(({ name: tripped }) => tripped)
  return { ...bench, failing, process, bookIs, entry, wish, carryOut, trips }
}

export type BreakerBench = ReturnType<typeof breakerBench>

function onlyOn(name: BreakerName, changes: Partial<BreakerSetting>) {
  const others = ALL_BREAKERS.map(({ name: one, defaults }) => [one, { ...defaults, isOn: false }])
  return {
    ...Object.fromEntries(others),
    [name]: { ...BREAKERS[name].defaults, ...changes },
  } as Record<BreakerName, BreakerSetting>
}

/** What may be sent after a trip, and what became of what was there. */
export interface Effect {
  readonly buy: string
  readonly sell: string
  /** Whose orders the exchange is to cancel. */
  readonly cancelled: readonly string[]
  /** Of the bitcoin that was bought, once all has been done that the trip asks for. */
  readonly left: string
}

/** On the whole account, as the hand sees it. */
export function effectOnAccount(bench: BreakerBench): Effect {
  const cancelled = ownersOfCancels(bench)
  const [buy, sell] = [bench.wish('buy'), bench.wish('sell')]
  return { buy, sell, cancelled, left: leftAfterAll(bench) }
}

/** On the bot whose breaker it is; the hand trades on, or this fails. */
export function effectOnBot(bench: BreakerBench): Effect {
  const { gate } = bench.engine.guard
  const cancelled = ownersOfCancels(bench)
  const [buy, sell] = (['enter', 'exit'] as const).map((kind) =>
    gate.closed(kind, 'bot1') === undefined ? 'sent' : 'refused',
  )
  const hand = [bench.wish('buy'), bench.wish('sell')]
  if (hand.includes('refused')) throw new Error('the hand was held back too')
  return { buy: buy ?? '', sell: sell ?? '', cancelled, left: leftAfterAll(bench) }
}

function ownersOfCancels({ order, cancelsWanted }: BreakerBench): readonly string[] {
  return [...new Set(cancelsWanted().map((id) => order(id).intent.botId))]
}

function leftAfterAll(bench: BreakerBench): string {
  for (const id of bench.exchange.liveIds) {
    if (id.startsWith('cb-wish')) bench.exchange.carryOutCancel(id)
  }
  bench.carryOut()
  const left = subtract(bench.exchange.base, HELD_BEFORE)
  if (left === 0) return 'nothing'
  if (left === HELD_BY_HAND) return 'what the hand bought'
  return left === add(HELD_BY_HAND, HELD_BY_BOT) ? 'all' : String(left)
}
