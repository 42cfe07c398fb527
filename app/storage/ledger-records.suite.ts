import { describe, expect, it } from 'vitest'
import { rateFromFactor, rateFromPercent, ZERO_MONEY } from '../domain/amount.ts'
import { type Bot, NO_EXITS } from '../domain/bot.ts'
import type { Trip } from '../domain/breaker.ts'
import type { DecisionRecord } from '../domain/decision.ts'
import type { Drift } from '../domain/drift.ts'
import { type GuardRecord, NOTHING_GUARDED } from '../domain/guard-record.ts'
import { NO_LIMITS, type RiskLimits } from '../domain/risk-limits.ts'
import { money, SAMPLE_START } from '../domain/sample-market.fixture.ts'
import type { Sizing } from '../domain/sizing.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { OpenLedger } from './ledger-store.suite.ts'

function decision(changes: Partial<DecisionRecord> = {}): DecisionRecord {
  const record = { time: SAMPLE_START, botId: 'bot1', kind: 'watching', reason: 'below' } as const
  return { ...record, detail: () => 'fast 1 · slow 2', intentId: null, ...changes }
}

const bot: Bot = {
  id: 'bot1',
  name: 'First',
  strategyId: 'sma-cross',
  parameters: { fast: 10, slow: 30 },
  symbol: 'BTC/USDT',
  timeframe: '1m',
  sizing: { kind: 'percent-of-equity', share: money('0.25') as never },
  exits: NO_EXITS,
}

function transfer(reference: string, changes: Partial<Transfer> = {}): Transfer {
  const plain = { kind: 'deposit', currency: 'USDT', amount: money('10'), time: 1 } as const
  return { reference, ...plain, ...changes }
}

function drift(driftId: string, changes: Partial<Drift> = {}): Drift {
  return {
    driftId,
    kind: 'balance',
    about: 'BTC',
    symbol: null,
    currencies: ['BTC'],
    moves: [{ currency: 'BTC', amount: money('-0.00000001') }],
    ours: '0.1 BTC',
    theirs: '0.09999999 BTC',
    since: SAMPLE_START,
    state: 'open',
    ...changes,
  }
}

const LIMITS: RiskLimits = {
  ...NO_LIMITS,
  notionalMax: money('123456789012345678.00000001'),
  exposureShareMax: rateFromPercent(12.5),
  groups: [{ name: 'majors', assets: ['BTC', 'ETH'], shareMax: rateFromPercent(50) }],
  openOrdersMax: 7,
  allowedSymbols: ['BTC/USDT'],
  tradingHours: [{ days: [1, 5], from: 8, until: 20.5 }],
  isStopRequired: true,
  startsSmall: true,
}

const SAMPLE_TRIP: Trip = {
  ...{ name: 'drawdown', scope: 'account', reason: 'equity is 21 % below its peak', since: 0 },
  setting: {
    ...{ isOn: true, threshold: 20, windowMs: null, action: 'halt' },
    ...{ isLatched: true, probeMs: 0 },
  },
}

const GUARD: GuardRecord = {
  states: { 'bot:bot1': { state: 'reducing', reason: 'a pause', since: 1 } },
  trips: [SAMPLE_TRIP, { ...SAMPLE_TRIP, name: 'strategy-failure', scope: 'bot:bot1' }],
  changes: [
    { kind: 'tripped', trip: SAMPLE_TRIP, time: 3 },
    { kind: 'healed', trip: SAMPLE_TRIP, time: 4 },
  ],
  settings: { drawdown: { ...SAMPLE_TRIP.setting, threshold: 12.5, windowMs: null } },
  resets: { 'order-rate account': 17 },
  marks: {
    ...{ time: SAMPLE_START, equity: 0.1, highest: 1e-9, atMidnight: 3, peak: 10_000.000_000_01 },
    moved: { USDT: '123456789012345678.00000001', BTC: '-0.00000001' },
  },
  windDowns: [
    { scope: 'account', cancels: true, flattens: false, startedAt: 2, reason: 'enough' },
    { scope: 'bot:bot1', cancels: true, flattens: true, startedAt: 3, reason: 'it fell' },
  ],
}

export function describeRecords(name: string, open: OpenLedger): void {
  describe(`limits in ${name}`, () => {
    it('are kept by whom they are of, the last ones, and none before any were set', () => {
      const store = open()
      expect(store.loadLimits()).toEqual([])
      store.saveLimits('account', NO_LIMITS)
      store.saveLimits('bot:bot1', NO_LIMITS)
      store.saveLimits('account', LIMITS)
      expect(store.loadLimits()).toEqual([
        ['account', LIMITS],
        ['bot:bot1', NO_LIMITS],
      ])
    })
  })

  describe(`what guards trading in ${name}`, () => {
    it('is nothing before it was saved, and then all that was saved last', () => {
      const store = open()
      expect(store.loadGuard()).toEqual(NOTHING_GUARDED)
      store.saveGuard(GUARD)
      expect(store.loadGuard()).toEqual(GUARD)
      const reset = { ...GUARD, trips: [], windDowns: [], marks: null }
      store.saveGuard(reset)
      expect(store.loadGuard()).toEqual(reset)
    })
  })

  describe(`transfers in ${name}`, () => {
    it('are listed in their order, of every kind, zero and negative ones too', () => {
      const store = open()
      const transfers = [
        transfer('a', { kind: 'opening', amount: money('123456789012345678.00000001') }),
        transfer('b', { amount: ZERO_MONEY, currency: 'BTC' }),
        transfer('c', { kind: 'withdrawal', amount: money('-0.00000001'), time: 0 }),
        transfer('d', { kind: 'adopted' }),
      ]
      expect(store.appendTransfers(transfers)).toEqual(transfers)
      expect(store.loadTransfers()).toEqual(transfers)
    })

    it('book once by their reference, and those that are new are told', () => {
      const store = open()
      store.appendTransfers([transfer('a'), transfer('b')])
      const again = transfer('b', { amount: money('99') })
      expect(store.appendTransfers([again, transfer('c'), transfer('c')])).toEqual([transfer('c')])
      expect(store.appendTransfers([again])).toEqual([])
      expect(store.loadTransfers()).toEqual(['a', 'b', 'c'].map((id) => transfer(id)))
    })

    it('may be none', () => {
      expect(open().appendTransfers([])).toEqual([])
    })
  })

  describe(`drifts in ${name}`, () => {
    it('are changed under their id, and listed as they were found, whatever the clock said', () => {
      const store = open()
      const order = drift('order-7', {
        kind: 'external-order',
        about: '7',
        symbol: 'BTC/USDT',
        currencies: ['BTC', 'USDT'],
        moves: [],
        since: SAMPLE_START - 1,
      })
      store.saveDrift(drift('balance-BTC'))
      store.saveDrift(order)
      expect(store.loadDrifts()).toEqual([drift('balance-BTC'), order])
      const decided = drift('balance-BTC', { state: 'adopted', theirs: '0 BTC', moves: [] })
      store.saveDrift(decided)
      expect(store.loadDrifts()).toEqual([decided, order])
    })

    it.each(['missing-fills', 'missing-order', 'missing-stop', 'external-fill'] as const)(
      'may be of kind %s',
      (kind) => {
        const store = open()
        store.saveDrift(drift('a', { kind }))
        expect(store.loadDrifts()).toEqual([drift('a', { kind })])
      },
    )
  })

  describe(`the time of reconciliation in ${name}`, () => {
    it('is unknown until it is saved, and then the last one', () => {
      const store = open()
      expect(store.loadReconciledAt()).toBeUndefined()
      expect(store.loadEquityCurrency()).toBeUndefined()
      store.saveEquityCurrency('EUR')
      store.saveEquityCurrency('BTC')
      expect(store.loadEquityCurrency()).toBe('BTC')
      store.saveReconciledAt(SAMPLE_START)
      store.saveReconciledAt(SAMPLE_START + 1)
      expect(store.loadReconciledAt()).toBe(SAMPLE_START + 1)
      expect(store.loadTradingStatus()).toBeUndefined()
    })
  })

  describe(`decisions, bots and trading status in ${name}`, () => {
    it('numbers decisions without gaps and lists the newest, the oldest of them first', () => {
      const store = open()
      const ids = ['a', 'b', 'c'].map((reason) => store.appendDecision(decision({ reason })))
      const first = ids[0] ?? Number.NaN
      expect(ids).toEqual([first, first + 1, first + 2])
      expect(store.loadRecentDecisions(2)).toEqual([
        { ...decision({ reason: 'b' }), detail: 'fast 1 · slow 2', id: first + 1 },
        { ...decision({ reason: 'c' }), detail: 'fast 1 · slow 2', id: first + 2 },
      ])
      expect(store.loadRecentDecisions(0)).toEqual([])
    })

    it.each<Sizing>([
      { kind: 'fixed-amount', quantity: money('123456789012.00000001') as never },
      { kind: 'fixed-quote', amount: money('250') },
      { kind: 'risk-percent', share: rateFromPercent(1) },
      {
        kind: 'volatility-target',
        share: rateFromPercent(1),
        period: 14,
        multiple: rateFromFactor(2),
      },
      {
        kind: 'kelly',
        winRate: rateFromPercent(55),
        payoffRatio: rateFromFactor(1.5),
        fraction: rateFromFactor(0.25),
        shareMax: rateFromPercent(20),
      },
    ])('keeps a bot with the sizing $kind', (sizing) => {
      const store = open()
      const stored = { bot: { ...bot, sizing }, status: 'running' } as const
      store.saveBot(stored)
      expect(store.loadBots()).toEqual([stored])
    })

    it('replaces a bot under its id and keeps the order of bots', () => {
      const store = open()
      const second = { ...bot, id: 'bot2' }
      store.saveBot({ bot, status: 'running' })
      store.saveBot({ bot: second, status: 'running' })
      const exits = { ...NO_EXITS, stop: money('0.05') as never }
      const changed = { ...bot, name: 'Renamed', parameters: { fast: 2 }, exits }
      store.saveBot({ bot: changed, status: 'stopped' })
      expect(store.loadBots()).toEqual([
        { bot: changed, status: 'stopped' },
        { bot: second, status: 'running' },
      ])
    })

    it('has no trading status until one is saved, and then the last one', () => {
      const store = open()
      expect(store.loadTradingStatus()).toBeUndefined()
      store.saveTradingStatus({ state: 'halted', reason: 'by you', since: 1 })
      const reducing = { state: 'reducing', reason: 'by a breaker', since: 2 } as const
      store.saveTradingStatus(reducing)
      expect(store.loadTradingStatus()).toEqual(reducing)
    })

    it('begins empty', () => {
      const store = open()
      const orders = [...store.loadOpenOrders(), ...store.loadRecentOrders(5)]
      const money = [...store.loadFills(), ...store.loadTransfers()]
      expect([...orders, ...money, ...store.loadBots(), ...store.loadDrifts()]).toEqual([])
    })
  })
}
