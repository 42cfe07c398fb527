import { vi } from 'vitest'
import type { BreakerName } from '../../domain/breaker.ts'
import { money, price, quantity } from '../../domain/sample-market.fixture.ts'
import { sampleRecord } from '../../reconciliation/sample-record.fixture.ts'
import type { Step } from '../trading-bench.fixture.ts'
import type { BreakerBench } from './breaker-bench.fixture.ts'

type Scene = (bench: BreakerBench) => void

/** How a breaker, set as it comes, is brought to its threshold, or to just before it. */
export interface BreakerScenario {
  readonly trip: Scene
  readonly nearMiss: Scene
  /** Where it is not as it comes. */
  readonly threshold?: number
  /** What the bot does, by the number of the candle. */
  readonly plan?: Readonly<Record<number, Step>>
}

/** 1.25 BTC of 40,000 USDT: 3,200 less are a tenth. */
const fallTo =
  (close: string): Scene =>
  (bench) =>
    bench.candle(1, close)

/** The bot buys on even candles and sells on odd ones, a dollar cheaper. */
const LOSING = Object.fromEntries(
  Array.from({ length: 30 }, (_, index) => [index, index % 2 === 0 ? 'enter' : 'exit'] as const),
)

function fillBot({ exchange }: BreakerBench, at: string): void {
  for (const { request } of exchange.live()) {
    if (request.order.botId !== 'bot1') continue
    exchange.fill(request.clientOrderId, undefined, price(at))
  }
}

const losses =
  (count: number): Scene =>
  (bench) => {
    bench.exchange.carryOutCancel(bench.entry)
    for (let loss = 1; loss <= count; loss += 1) {
      if (loss > 1) {
        bench.candle(2 * loss - 2, '30000')
        fillBot(bench, '30000')
      }
      bench.candle(2 * loss - 1, '30000')
      fillBot(bench, '29999')
    }
  }

/** After the three that the exchange has accepted already. */
const answers =
  (accepted: number, rejected: number): Scene =>
  (bench) => {
    for (let index = 0; index < accepted + rejected; index += 1) {
      bench.place({ intentId: `n${index}`, quantity: quantity('0.001') })
      if (index >= accepted) bench.exchange.reject(`cb-n${index}`, 'insufficient balance')
      else {
        bench.exchange.accept(`cb-n${index}`)
        bench.exchange.carryOutCancel(`cb-n${index}`)
      }
    }
  }

/** Nobody knows what became of a sale, which binds what it would sell. */
const unresolvedFor =
  (ms: number): Scene =>
  ({ engine, clock, place }) => {
    place({ intentId: 'lost', side: 'sell', quantity: quantity('0.001') })
    const reply = { kind: 'unknown', clientOrderId: 'cb-lost', reason: 'no answer' } as const
    engine.enqueue({ kind: 'reply', reply: { ...reply, time: clock.now() } })
    clock.advance(ms)
    engine.enqueue({ kind: 'tick' })
  }

/** Coins that nobody knows of, in so many currencies that are not traded here. */
const drifts =
  (count: number): Scene =>
  ({ engine, clock, portfolio }) => {
    const coins = Array.from({ length: count }, (_, index) => [`C${index}`, money('1')] as const)
    const ours = ['BTC', 'USDT'].map((name) => [name, portfolio.balance(name)] as const)
    const balances = [...ours, ...coins].map(([currency, total]) => {
      return { currency, free: total, used: money('0'), total }
    })
    // A difference counts once it has been seen twice.
    for (const _ of [1, 2]) {
      clock.advance(1_000)
      const record = sampleRecord({ askedAt: clock.now(), balances })
      const { activity } = engine.desk
      engine.enqueue({ kind: 'round', round: { trigger: 'by hand', record, activity } })
    }
  }

const silentFor =
  (ms: number): Scene =>
  ({ engine, clock }) => {
    engine.enqueue({ kind: 'feed', status: { state: 'connecting', message: '' } })
    clock.advance(ms)
    engine.enqueue({ kind: 'tick' })
  }

const clockOff =
  (clockOffsetMs: number): Scene =>
  ({ engine, exchange }) => {
    exchange.healthTold = { ...exchange.healthTold, clockOffsetMs }
    engine.enqueue({ kind: 'tick' })
  }

const bookOf =
  (bid: string, ask: string): Scene =>
  ({ engine, bookIs }) => {
    bookIs(bid, ask)
    engine.enqueue({ kind: 'tick' })
  }

/** With the three that were sent before, within the same minute. */
const burst =
  (orders: number): Scene =>
  (bench) => {
    for (let index = 3; index < orders; index += 1) {
      bench.place({ intentId: `n${index}`, quantity: quantity('0.0002') })
      bench.exchange.reject(`cb-n${index}`)
    }
  }

const thinks =
  (ms: number): Scene =>
  (bench) => {
    const { runner, timer } = bench
    const { evaluate } = runner
    vi.spyOn(runner, 'evaluate').mockImplementation((candle) => {
      timer.advance(ms)
      return evaluate.call(runner, candle)
    })
    bench.candle(1, '30000')
  }

const holds =
  (change: Partial<BreakerBench['process']>): Scene =>
  ({ engine, process }) => {
    Object.assign(process, change)
    engine.enqueue({ kind: 'tick' })
  }

/** All that can trip with everything else as it should be; a late candle and a failing store have suites of their own. */
export const BREAKER_SCENARIOS = {
  'equity-drop': { trip: fallTo('26800'), nearMiss: fallTo('26801') },
  'daily-loss': { trip: fallTo('28400'), nearMiss: fallTo('28401') },
  drawdown: { trip: fallTo('23600'), nearMiss: fallTo('23601') },
  'loss-streak': { trip: losses(10), nearMiss: losses(9), plan: LOSING },
  'reject-rate': { trip: answers(7, 10), nearMiss: answers(8, 10) },
  'unresolved-orders': { trip: unresolvedFor(120_000), nearMiss: unresolvedFor(119_999) },
  drift: { trip: drifts(10), nearMiss: drifts(9) },
  'stale-market': { trip: silentFor(60_000), nearMiss: silentFor(59_999) },
  'clock-offset': { trip: clockOff(-300_000), nearMiss: clockOff(299_999) },
  'price-jump': {
    trip: ({ tick }) => tick('33000'),
    nearMiss: ({ tick }) => tick('32999.99'),
  },
  spread: { trip: bookOf('29700', '30300'), nearMiss: bookOf('29700.01', '30300') },
  // Below what the rule of the same name lets through; two more are sent to see whether they may be.
  'order-rate': { trip: burst(50), nearMiss: burst(47), threshold: 50 },
  'strategy-failure': { trip: thinks(2_000), nearMiss: thinks(1_999) },
  memory: { trip: holds({ memoryMiB: 2_048 }), nearMiss: holds({ memoryMiB: 2_047 }) },
  'event-loop': { trip: holds({ delayMs: 2_000 }), nearMiss: holds({ delayMs: 1_999 }) },
} as const satisfies Partial<Record<BreakerName, BreakerScenario>>
