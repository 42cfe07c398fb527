import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { NO_LIMITS, type RiskLimits } from '../../domain/risk-limits.ts'
import { money, price, quantity } from '../../domain/sample-market.fixture.ts'
import { logOf } from '../trading-bench.fixture.ts'
import { MANUAL_BOT, type OrderTicket } from './place-ticket.ts'
import {
  ENTRY,
  LOCAL_STOP,
  NOTHING_NATIVE,
  type ProtectionWishes,
  protectionBench,
  STOP,
  TARGET,
} from './protection-bench.fixture.ts'

/** Buys 0.1 once the price has risen to 31,000; that is watched here. */
const BREAKOUT: Partial<OrderTicket> = {
  type: 'stop',
  limitPrice: null,
  triggerPrice: price('31000'),
}
const EXITS: Partial<OrderTicket> = { stopPrice: price('29000'), targetPrice: price('32000') }

function bench(wishes: ProtectionWishes = {}) {
  const made = protectionBench({ nativeTypes: NOTHING_NATIVE, ...wishes })
  made.candle(0, '30000')
  const limit = (limits: Partial<RiskLimits>) =>
    made.engine.limits.set('account', { ...NO_LIMITS, ...limits })
  const noteOf = (id: string) => made.order(id).note
  return { ...made, limit, noteOf }
}

function withBreakout(changes: Partial<OrderTicket> = {}) {
  const made = bench()
  expect(made.place({ ...BREAKOUT, ...changes })).toMatchObject({ order: { state: 'waiting' } })
  return made
}

describe('a purchase that has waited for its price', () => {
  it('is sent when that is there and no rule is against it', () => {
    const { tick, sent, limit } = withBreakout()
    limit({ notionalMax: money('3100'), openOrdersMax: 1, duplicateWindowMs: 3_600_000 })
    tick('31000')
    expect(sent()).toEqual(['cb-wish: market 10000000'])
  })

  it('is refused by limits that are stricter by then, and the decision log says why', () => {
    const { tick, sent, limit, states, noteOf, ledger } = withBreakout()
    limit({ notionalMax: money('1000') })
    tick('31000')
    expect(sent()).toEqual([])
    expect(states(ENTRY)).toEqual(['cancelled'])
    expect(noteOf(ENTRY)).toBe(
      "refused when its time had come: maximum-notional: an order worth 3100 USDT is above the account's limit of 1000",
    )
    expect(logOf(ledger).at(-1)).toMatch(
      /^refused: an order that waited to buy 0.1 on BTC\/USDT \(maximum-notional: /,
    )
  })

  it('is held against the limits that it was given itself, at the price of then', () => {
    const limits = { collarMax: rateFromPercent(1), slippageMax: null }
    const type = 'stop-limit' as const
    const near = withBreakout({ type, limitPrice: price('31200'), limits })
    near.tick('31000')
    expect(near.sent()).toEqual(['cb-wish: limit 10000000'])
    const jumped = withBreakout({ type, limitPrice: price('31200'), limits })
    jumped.candle(1, '30500', { high: price('31100') })
    expect(jumped.sent()).toEqual([])
    expect(jumped.noteOf(ENTRY)).toContain("this order's limit is 1 %")
  })

  it('is refused where the money is gone, and takes its stop and target with it', () => {
    const { tick, sent, states, portfolio, noteOf } = withBreakout(EXITS)
    const withdrawal = { kind: 'withdrawal', currency: 'USDT', amount: money('-9000') } as const
    portfolio.leave([{ ...withdrawal, reference: 'w', time: 0 }])
    tick('31000')
    expect(sent()).toEqual([])
    expect(states(ENTRY, STOP, TARGET)).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(noteOf(ENTRY)).toContain('sufficient-balance: 1000 USDT are free')
  })

  it('has the stop that waits beside it, where one is asked for', () => {
    const protectedOne = withBreakout(EXITS)
    protectedOne.limit({ isStopRequired: true })
    protectedOne.tick('31000')
    expect(protectedOne.sent()).toHaveLength(1)
    const bare = withBreakout({ targetPrice: price('32000') })
    bare.limit({ isStopRequired: true })
    bare.tick('31000')
    expect(bare.noteOf(ENTRY)).toContain('mandatory-stop')
  })

  it('counts neither itself nor what it protects twice', () => {
    const { tick, sent, limit } = withBreakout(EXITS)
    limit({ positionShareMax: rateFromPercent(32), openOrdersMax: 3 })
    tick('31000')
    expect(sent()).toHaveLength(1)
  })
})

describe('an order that has waited for another to make way', () => {
  function replacing() {
    const made = bench()
    expect(made.place().kind).toBe('sent')
    made.exchange.accept(ENTRY)
    const other = { intentId: 'other', replaces: ENTRY, limitPrice: price('29900') }
    expect(made.place(other).kind).toBe('sent')
    return made
  }

  it('is sent for what is left of that', () => {
    const { exchange, limit, sent } = replacing()
    exchange.fill(ENTRY, quantity('0.04'))
    limit({ positionShareMax: rateFromPercent(30) })
    exchange.carryOutCancel(ENTRY)
    expect(sent().at(-1)).toBe('cb-other: limit 6000000')
  })

  it('is refused by what holds by then', () => {
    const { exchange, limit, sent, noteOf } = replacing()
    limit({ allowedSymbols: ['ETH/USDT'] })
    exchange.carryOutCancel(ENTRY)
    expect(sent()).toHaveLength(1)
    expect(noteOf('cb-other')).toContain('allowed-symbols')
  })
})

it('never keeps a sale that has waited from being sent', () => {
  const { place, tick, sent, limit, order } = bench({ base: '0.1' })
  expect(place(LOCAL_STOP).kind).toBe('sent')
  expect(order(ENTRY).intent.botId).toBe(MANUAL_BOT)
  limit({ allowedSymbols: ['ETH/USDT'], notionalMax: money('1'), openOrdersMax: 1 })
  tick('29000')
  expect(sent()).toEqual(['cb-wish: market 10000000'])
})
