import { describe, expect, it } from 'vitest'
import { add } from '../../domain/amount.ts'
import { BREAKER_NAMES, type BreakerName, type TripAction } from '../../domain/breaker.ts'
import { MINUTE_MS, SAMPLE_START } from '../../domain/sample-market.fixture.ts'
import { BREAKERS } from '../../risk/all-breakers.ts'
import { logOf } from '../trading-bench.fixture.ts'
import {
  breakerBench,
  type Effect,
  effectOnAccount,
  effectOnBot,
  HELD_BEFORE,
  HELD_BY_HAND,
} from './breaker-bench.fixture.ts'
import { BREAKER_SCENARIOS, type BreakerScenario } from './breaker-scenarios.fixture.ts'

const SENT = { buy: 'sent', sell: 'sent', cancelled: [], left: 'all' } as const
const HELD = { buy: 'refused', sell: 'refused', cancelled: [], left: 'all' } as const

/** What each action does to the account. */
const ON_ACCOUNT: Readonly<Record<TripAction, Effect>> = {
  warn: SENT,
  reduce: { ...SENT, buy: 'refused' },
  halt: HELD,
  'cancel-all': { ...HELD, cancelled: ['bot1', 'manual'] },
  flatten: { ...HELD, cancelled: ['bot1', 'manual'], left: 'nothing' },
}

/** And to one bot: what the hand has is left alone. */
const ON_BOT: Readonly<Record<TripAction, Effect>> = {
  ...ON_ACCOUNT,
  'cancel-all': { ...HELD, cancelled: ['bot1'] },
  flatten: { ...HELD, cancelled: ['bot1'], left: 'what the hand bought' },
}
/** Whoever has just closed a trade has nothing left, neither to cancel nor to sell. */
const lost = (effect: Effect): Effect => ({
  ...effect,
  cancelled: [],
  left: 'what the hand bought',
})

const ACTIONS = Object.keys(ON_ACCOUNT) as readonly TripAction[]
const SCENARIOS = Object.entries(BREAKER_SCENARIOS) as [BreakerName, BreakerScenario][]

describe.each(SCENARIOS)('%s', (name, { trip, nearMiss, plan, threshold }) => {
  const isOfBot = BREAKERS[name].level === 'bot'
  const changes = threshold === undefined ? {} : { threshold }
  const effectOn = isOfBot ? effectOnBot : effectOnAccount

  it('lets a near miss pass, whatever it would do', () => {
    const bench = breakerBench(name, { ...changes, action: 'flatten' }, plan)
    nearMiss(bench)
    expect(bench.trips()).toEqual([])
    expect(effectOn(bench)).toMatchObject({ buy: 'sent', sell: 'sent', cancelled: [] })
  })

  it.each(ACTIONS)('trips at its threshold, and does what %s means', (action) => {
    const bench = breakerBench(name, { ...changes, action }, plan)
    trip(bench)
    expect(bench.trips()).toEqual([name])
    const expected = (isOfBot ? ON_BOT : ON_ACCOUNT)[action]
    expect(effectOn(bench)).toEqual(name === 'loss-streak' ? lost(expected) : expected)
  })
})

it('leaves none of the breakers out', () => {
  const apart = ['late-candle', 'store-failure']
  expect([...Object.keys(BREAKER_SCENARIOS), ...apart].sort()).toEqual([...BREAKER_NAMES].sort())
})

describe('late-candle', () => {
  /** The bot sells all on the first candle after the one that it bought on, and buys on the next. */
  const PLAN = { 1: 'exit', 2: 'enter' } as const

  function enterLate(byMs: number, action: 'warn' | 'reduce') {
    const bench = breakerBench('late-candle', { action }, PLAN)
    bench.exchange.carryOutCancel(bench.entry)
    bench.candle(1, '30000')
    bench.carryOut()
    bench.clock.advance(MINUTE_MS + byMs - (bench.clock.now() - SAMPLE_START - 2 * MINUTE_MS))
    const sentBefore = bench.sent().length
    bench.candle(2, '30000')
    expect(bench.engine.trading.state).toBe('active')
    return { bench, entries: bench.sent().length - sentBefore }
  }

  it('holds back what a bot would enter on an old candle, and a person nothing', () => {
    const { bench, entries } = enterLate(30_001, 'reduce')
    expect(entries).toBe(0)
    expect(logOf(bench.ledger).at(-1)).toContain('this candle closed 30 s ago')
    expect(bench.wish('buy')).toBe('sent')
  })

  it('lets a bot enter on one that is almost that old, or where it is to warn only', () => {
    expect(enterLate(30_000, 'reduce').entries).toBe(1)
    expect(enterLate(30_001, 'warn').entries).toBe(1)
  })

  it('lets a bot leave on the oldest candle', () => {
    const bench = breakerBench('late-candle', {}, { 1: 'exit' })
    bench.exchange.carryOutCancel(bench.entry)
    bench.clock.advance(3_600_000)
    bench.candle(1, '30000')
    bench.carryOut()
    expect(bench.exchange.base).toBe(add(HELD_BEFORE, HELD_BY_HAND))
  })
})

describe('store-failure', () => {
  it.each(ACTIONS)('halts, whatever else %s means, and sells nothing', (action) => {
    const bench = breakerBench('store-failure', { action })
    bench.failing.add('saveBot').add('saveGuard')
    bench.engine.enqueue({ kind: 'stop-bot', botId: 'bot1' })
    expect(bench.trips()).toEqual(['store-failure'])
    expect(bench.engine.trading.state).toBe('halted')
    const { cancelled } = ON_ACCOUNT[action]
    expect(effectOnAccount(bench)).toEqual({ ...HELD, cancelled })
  })

  it('takes one failure for a near miss where two are meant; trading halts for it all the same', () => {
    const bench = breakerBench('store-failure', { threshold: 2, action: 'flatten' })
    bench.failing.add('saveBot')
    bench.engine.enqueue({ kind: 'stop-bot', botId: 'bot1' })
    expect(bench.trips()).toEqual([])
    expect(effectOnAccount(bench)).toEqual(HELD)
    bench.failing.clear()
    bench.engine.enqueue({ kind: 'resume' })
    expect(bench.wish('buy')).toBe('sent')
  })
})
