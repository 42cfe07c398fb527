import { describe, expect, it } from 'vitest'
import { ChainedAuditLog } from '../../audit/chained-audit-log.ts'
import { notional } from '../../domain/price.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  SAMPLE_START,
} from '../../domain/sample-market.fixture.ts'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import { ScriptedExchange } from '../../exchanges/scripted-exchange.fixture.ts'
import type { CallBreaker, CallKind } from '../../ports/exchange-health.ts'
import { MemoryAuditStore } from '../../storage/memory-audit-store.ts'
import { flatCandles, logOf, tradingBench } from '../trading-bench.fixture.ts'

const WHY = 'Test Exchange is left alone for a moment: the last 5 or more orders got no answer'

function stopping(plan: Readonly<Record<number, 'enter' | 'exit'>> = {}) {
  const exchange = new ScriptedExchange()
  const audit = new ChainedAuditLog(new MemoryAuditStore(), new ManualClock(SAMPLE_START))
  const bench = tradingBench({ plan, exchange, parts: { audit } })
  const tell = (calls: CallKind, state: CallBreaker['state']) => {
    const isClosed = state === 'closed'
    const reason = isClosed ? '' : 'it did not answer'
    exchange.tell.onCallBreaker({ calls, state, reason, since: isClosed ? null : SAMPLE_START })
  }
  const audited = () =>
    audit.loadRecent(9).map(({ actor, action, subject }) => `${actor}: ${action} (${subject})`)
  return { ...bench, exchange, tell, audited }
}

describe('while an exchange is left alone', () => {
  it('a bot buys nothing and says why, and nothing is written down', () => {
    const { exchange, send, ledger } = stopping({ 0: 'enter' })
    exchange.blocked = WHY
    for (const candle of flatCandles(0, 0)) send(candle)
    expect(exchange.submitted).toEqual([])
    expect(ledger.loadRecentOrders(9)).toEqual([])
    expect(logOf(ledger)).toEqual([`blocked: the plan says enter (${WHY})`])
  })

  it('what takes risk away is sent all the same', () => {
    const { exchange, send, ledger } = stopping({ 0: 'enter', 1: 'exit' })
    const [first, second] = flatCandles(0, 1)
    if (first === undefined || second === undefined) throw new Error('there are two candles')
    send(first)
    const [entry] = exchange.submitted
    if (entry === undefined) throw new Error('nothing was bought')
    exchange.tell.onExecution({
      ...{ fillId: 'f1', exchangeOrderId: 'e1', clientOrderId: entry.clientOrderId },
      ...{ symbol: 'BTC/USDT', side: 'buy', price: price('30000'), time: SAMPLE_START },
      ...{ quantity: entry.order.quantity, fee: money('0'), feeCurrency: 'USDT' },
      cost: notional(SAMPLE_MARKET, price('30000'), entry.order.quantity, 'up'),
      liquidity: 'taker',
    })
    exchange.blocked = WHY
    send(second)
    expect(exchange.submitted.map(({ order }) => order.purpose)).toEqual(['enter', 'exit'])
    expect(logOf(ledger).join()).not.toContain('blocked')
  })

  it('a hand buys nothing either', () => {
    const { exchange, engine, send } = stopping()
    for (const candle of flatCandles(0, 0)) send(candle)
    exchange.blocked = WHY
    const answers: unknown[] = []
    const ticket = {
      ...({ intentId: 'mine', symbol: 'BTC/USDT', side: 'buy', type: 'market' } as const),
      ...({
        quantity: quantity('0.01'),
        limitPrice: null,
        triggerPrice: null,
        timeInForce: 'gtc',
      } as const),
      ...{
        postOnly: false,
        trailingRate: null,
        stopPrice: null,
        targetPrice: null,
        replaces: null,
        limits: null,
      },
    }
    engine.enqueue({
      kind: 'place',
      actor: 'window',
      ticket,
      answer: (answer) => answers.push(answer),
    })
    expect(answers).toMatchObject([{ kind: 'refused', refusals: [{ message: WHY }] }])
  })
})

describe('calls that are stopped', () => {
  it('are logged and audited once, however often one goes out to see', () => {
    const { tell, audited, ledger } = stopping()
    for (const state of ['open', 'half-open', 'open', 'half-open', 'closed'] as const) {
      tell('create', state)
    }
    expect(audited()).toEqual([
      'engine: calls stopped (exchange: create)',
      'engine: calls let through again (exchange: create)',
    ])
    expect(logOf(ledger)).toEqual([
      'state: calls to the exchange (create) are stopped (it did not answer)',
      'state: calls to the exchange (create) are let through again ()',
    ])
  })

  it('are told apart by their kind', () => {
    const { tell, audited } = stopping()
    tell('query', 'open')
    tell('account', 'open')
    expect(audited()).toEqual([
      'engine: calls stopped (exchange: query)',
      'engine: calls stopped (exchange: account)',
    ])
  })

  it('are nothing new when they never were', () => {
    const { tell, audited } = stopping()
    tell('query', 'closed')
    expect(audited()).toEqual([])
  })
})
