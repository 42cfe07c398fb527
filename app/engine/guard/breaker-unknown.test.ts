import { describe, expect, it } from 'vitest'
import { BREAKER_NAMES, type BreakerName } from '../../domain/breaker.ts'
import type { Market } from '../../domain/market.ts'
import { MarketBook } from '../../domain/market-book.ts'
import { money, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { USABLE_BOOK_AGE_MS } from '../../risk/book-prices.ts'
import { type BreakerBench, breakerBench } from './breaker-bench.fixture.ts'

/** An account whose clock offset is asked about, by a breaker that halts until somebody resets it. */
function clockBench() {
  const bench = breakerBench('clock-offset', { action: 'halt', isLatched: true })
  const offsetIs = (clockOffsetMs: number | null) => {
    bench.exchange.healthTold = { ...bench.exchange.healthTold, clockOffsetMs }
    bench.clock.advance(1_000)
    bench.engine.enqueue({ kind: 'tick' })
  }
  const trip = () => bench.engine.guard.trips.find(({ name }) => name === 'clock-offset')
  return { ...bench, offsetIs, trip }
}

it('holds entries back while what a breaker judges is not known, and lets go when it is well', () => {
  const { offsetIs, trip, wish } = clockBench()
  offsetIs(null)
  expect(trip()?.setting).toMatchObject({ action: 'reduce', isLatched: false })
  expect([wish('buy'), wish('sell')]).toEqual(['refused', 'sent'])
  offsetIs(0)
  expect(trip()).toBeUndefined()
  expect(wish('buy')).toBe('sent')
})

it('does what is set, for good, once it is known and too bad', () => {
  const { offsetIs, trip, wish } = clockBench()
  offsetIs(null)
  offsetIs(400_000)
  expect(trip()).toMatchObject({
    setting: { action: 'halt', isLatched: true },
    reason: expect.not.stringContaining('not known'),
  })
  offsetIs(0)
  expect(trip()?.setting.isLatched).toBe(true)
  expect([wish('buy'), wish('sell')]).toEqual(['refused', 'refused'])
})

it('trips once for what stays bad', () => {
  const { offsetIs, trip } = clockBench()
  offsetIs(400_000)
  const first = trip()
  expect(first).toBeDefined()
  offsetIs(401_000)
  expect(trip()).toBe(first)
})

const ETHER: Market = { ...SAMPLE_MARKET, symbol: 'ETH/USDT', base: 'ETH' }

/** Somebody pays in what has no price. */
const unpriced = ({ portfolio, engine, clock }: BreakerBench) => {
  const time = clock.now()
  const paidIn = { kind: 'deposit', currency: 'ETH', amount: money('1'), time } as const
  portfolio.transfer({ reference: 'ether', ...paidIn })
  engine.enqueue({ kind: 'tick' })
}

const processSays = (change: Partial<BreakerBench['process']>) => (bench: BreakerBench) => {
  Object.assign(bench.process, change)
  bench.engine.enqueue({ kind: 'tick' })
}

const clockIsUnknown = ({ exchange, engine }: BreakerBench) => {
  exchange.healthTold = { ...exchange.healthTold, clockOffsetMs: null }
  engine.enqueue({ kind: 'tick' })
}

const bookTold =
  (
    change: (
      book: NonNullable<BreakerBench['exchange']['bookTold']>,
    ) => BreakerBench['exchange']['bookTold'],
  ) =>
  ({ exchange, engine }: BreakerBench) => {
    if (exchange.bookTold === undefined) throw new Error('there is a book to begin with')
    exchange.bookTold = change(exchange.bookTold)
    engine.enqueue({ kind: 'tick' })
  }

const bookGrowsOld = ({ clock, engine }: BreakerBench) => {
  clock.advance(USABLE_BOOK_AGE_MS + 1)
  engine.enqueue({ kind: 'tick' })
}

/** Each way in which something that a breaker needs can be missing. */
const MISSING: readonly (readonly [BreakerName, string, (bench: BreakerBench) => void])[] = [
  ['equity-drop', 'no price of what is held', unpriced],
  ['daily-loss', 'no price of what is held', unpriced],
  ['drawdown', 'no price of what is held', unpriced],
  ['clock-offset', 'no time of the exchange', clockIsUnknown],
  ['spread', 'no book', bookTold(() => undefined)],
  ['spread', 'no bids', bookTold((book) => ({ ...book, bids: [] }))],
  ['spread', 'no asks', bookTold((book) => ({ ...book, asks: [] }))],
  ['spread', 'a bid that is not below its ask', bookTold((book) => ({ ...book, bids: book.asks }))],
  ['spread', 'an old book only', bookGrowsOld],
  ['memory', 'no figure of the process', processSays({ memoryMiB: Number.NaN })],
  ['event-loop', 'no figure of the process', processSays({ delayMs: Number.NaN })],
]

/** What these look at is our own record and our own clock, or is absent before anything can happen. */
const ALWAYS_KNOWN: readonly BreakerName[] = [
  'loss-streak',
  'reject-rate',
  'unresolved-orders',
  'drift',
  'stale-market',
  'late-candle',
  'price-jump',
  'order-rate',
  'strategy-failure',
  'store-failure',
]

it('leaves no breaker out', () => {
  const all = new Set([...MISSING.map(([name]) => name), ...ALWAYS_KNOWN])
  expect([...all].sort()).toEqual([...BREAKER_NAMES].sort())
})

describe.each(MISSING)('%s, where there is %s', (name, _, makeMissing) => {
  it('trips rather than passes, and holds back what adds to a position', () => {
    const markets = new MarketBook([SAMPLE_MARKET, ETHER])
    const bench = breakerBench(name, { action: 'flatten' }, {}, { markets })
    expect(bench.trips()).toEqual([])
    makeMissing(bench)
    expect(bench.trips()).toEqual([name])
    expect([bench.wish('buy'), bench.wish('sell')]).toEqual(['refused', 'sent'])
  })
})

it('believes a book up to a minute', () => {
  const { clock, engine, bookIs, trips } = breakerBench('spread')
  bookIs('29999', '30001')
  clock.advance(USABLE_BOOK_AGE_MS)
  engine.enqueue({ kind: 'tick' })
  expect(trips()).toEqual([])
})
