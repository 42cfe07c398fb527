import { describe, expect, it } from 'vitest'
import { healthView } from '../../contract/health-view.ts'
import { SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { Metrics } from '../../monitoring/metrics.ts'
import { type ExchangeHealth, HEALTHY } from '../../ports/exchange-health.ts'
import { StoreError } from '../../ports/store-error.ts'
import { MemoryCandleStore } from '../../storage/memory-candle-store.ts'
import { type BenchWishes, flatCandles, tradingBench } from '../trading-bench.fixture.ts'
import { type HealthParts, healthOf } from './health.ts'

const CLOSED = { state: 'closed', reason: '', since: null } as const
const SOURCE = {
  kind: 'live-data',
  exchangeId: 'binance',
  symbol: 'BTC/USDT',
  timeframe: '1m',
} as const

interface Wishes {
  readonly bench?: BenchWishes
  readonly exchange?: Partial<ExchangeHealth>
  readonly delayMs?: number
}

function looking({ bench: wishes = {}, exchange = {}, delayMs = 1.2345678 }: Wishes = {}) {
  const bench = tradingBench(wishes)
  const session = {
    engine: bench.engine,
    source: SOURCE,
    exchangeHealth: () => ({ ...HEALTHY, ...exchange }),
    heartbeatHealth: () => undefined,
    keyReport: () => undefined,
    marketSilenceMs: () => 1_500,
    candleAgeMs: () => 900,
    series: { market: SAMPLE_MARKET, timeframe: '1m' as const },
  }
  /** As the window gets it. */
  const look = (changes: Partial<HealthParts> = {}) =>
    healthView.parse(
      healthOf({
        session,
        databases: [{ name: 'ledger.db', bytes: 4_096 }],
        process: { eventLoopDelayMs: () => delayMs, memoryMiB: () => 120 },
        now: 0,
        operations: [],
        others: [],
        metricsAddress: null,
        ...changes,
      }),
    )
  const part = (wanted: string) => look().parts.find(({ name }) => name === wanted)
  return { ...bench, look, part }
}

describe('an account that does well', () => {
  it('says so of each of its parts', () => {
    const { parts } = looking().look()
    expect(parts.map(({ name, state }) => `${name}: ${state}`)).toEqual([
      ...['engine: well', 'ledger: well', 'market data: well', 'exchange: well'],
      ...['reconciliation: well', 'process: well'],
    ])
  })

  it('says how old the last news of each market are', () => {
    const book = { news: 'order book', symbol: 'ETH/USDT', ageMs: 40, check: 'sequence' } as const
    const streams = [{ ...book, isStale: false }]
    const { engine, look } = looking({ exchange: { streams } })
    const candles = { news: 'candles', symbol: 'BTC/USDT', ageMs: 900, check: null }
    expect(look().streams).toEqual([{ ...candles, isStale: false }, ...streams])
    engine.enqueue({ kind: 'feed', status: { state: 'stale', message: 'no candle' } })
    expect(look().streams[0]).toMatchObject({ news: 'candles', isStale: true })
  })

  it('says what it measures', () => {
    const exchange = { ratePercentLeft: 80, clockOffsetMs: -20 }
    expect(looking({ exchange }).look()).toMatchObject({
      queueDepth: 0,
      eventLoopDelayP99: 1.235,
      memoryMiB: 120,
      ratePercentLeft: 80,
      streamAgeMs: 1_500,
      clockOffsetMs: -20,
      databases: [{ name: 'ledger.db', bytes: 4_096 }],
    })
  })
})

it('has no account to speak of before there is one', () => {
  const view = looking().look({ session: null })
  expect(view).toMatchObject({ callBreakers: [], streamAgeMs: null, ratePercentLeft: null })
  expect(view.parts[0]).toMatchObject({ name: 'engine', state: 'working' })
})

describe('what needs a look', () => {
  it('is a halt, with its reason', () => {
    const { engine, part } = looking()
    engine.enqueue({ kind: 'halt', reason: 'too hot' })
    expect(part('engine')).toMatchObject({ state: 'attention', text: 'Trading is halted: too hot' })
  })

  it('is a market that is silent', () => {
    const { engine, part } = looking()
    engine.enqueue({ kind: 'feed', status: { state: 'stale', message: 'no candle for 5 min' } })
    expect(part('market data')).toMatchObject({ state: 'attention', text: 'no candle for 5 min' })
  })

  it('is a record that was not compared yet', () => {
    expect(looking({ bench: { isCold: true } }).part('reconciliation')?.state).toBe('working')
  })

  it.each([
    [16, 'well'],
    [14, 'attention'],
  ])('is a request limit of which %i %% is left: %s', (ratePercentLeft, state) => {
    expect(looking({ exchange: { ratePercentLeft } }).part('exchange')?.state).toBe(state)
  })

  it.each([
    [99, 'well'],
    [100, 'attention'],
    [1_000, 'danger'],
  ])('is an event loop that is late by %i ms: %s', (delayMs, state) => {
    expect(looking({ delayMs }).part('process')?.state).toBe(state)
  })
})

describe('danger', () => {
  it('is a store that does not take what happens', () => {
    class FullStore extends MemoryCandleStore {
      override append(): void {
        throw new StoreError('full', 'The disk is full.', 'Free some space.')
      }
    }
    const { send, part } = looking({ bench: { candles: new FullStore() } })
    for (const candle of flatCandles(0, 0)) send(candle)
    expect(part('ledger')).toMatchObject({ state: 'danger' })
    expect(part('ledger')?.text).toContain('The disk is full.')
  })

  it('is an exchange that does not answer, with what is not asked of it', () => {
    const stopped = { state: 'open', reason: 'It did not answer in time.', since: 5 } as const
    const { part, look } = looking({
      exchange: {
        callBreakers: [
          { calls: 'query', ...CLOSED },
          { calls: 'create', ...stopped },
        ],
      },
    })
    expect(part('exchange')).toMatchObject({
      state: 'danger',
      text: 'It does not answer (create): It did not answer in time.',
    })
    expect(look().callBreakers).toEqual([
      { exchangeId: 'binance', calls: 'query', ...CLOSED },
      { exchangeId: 'binance', calls: 'create', ...stopped },
    ])
  })
})

it('tells latencies of what was called, with the errors', () => {
  let now = 0
  const metrics = new Metrics({ stopwatch: () => now, warn: () => undefined })
  metrics.measured('never', () => undefined)
  const call = metrics.measured('ledger.bookFill', () => {
    now += 2
    throw new Error('no')
  })
  expect(call).toThrow('no')
  const { latencies } = looking().look({ operations: metrics.operations() })
  expect(latencies).toEqual([
    { operation: 'ledger.bookFill', count: 1, errors: 1, p50: 1.984, p99: 1.984, max: 2 },
  ])
})
