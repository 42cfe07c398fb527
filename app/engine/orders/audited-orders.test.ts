import { expect, it } from 'vitest'
import { ChainedAuditLog } from '../../audit/chained-audit-log.ts'
import { price, quantity } from '../../domain/sample-market.fixture.ts'
import { ScriptedExchange } from '../../exchanges/scripted-exchange.fixture.ts'
import { faultyLedgerStore } from '../../storage/faulty-ledger-store.fixture.ts'
import { MemoryAuditStore } from '../../storage/memory-audit-store.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import { tradingBench } from '../trading-bench.fixture.ts'
import type { OrderTicket, TicketAnswer } from './place-ticket.ts'

const TICKET: OrderTicket = {
  ...{ intentId: 'my-wish', symbol: 'BTC/USDT', side: 'buy', type: 'limit' },
  ...{ quantity: quantity('0.05'), limitPrice: price('29000'), triggerPrice: null },
  ...{ timeInForce: 'gtc', postOnly: false, trailingRate: null },
  ...{ stopPrice: null, targetPrice: null, replaces: null, limits: null },
}

function auditedBench() {
  const { store: ledger, failing } = faultyLedgerStore(new MemoryLedgerStore())
  const log = new ChainedAuditLog(new MemoryAuditStore(), { now: () => 1 })
  const exchange = new ScriptedExchange()
  const bench = tradingBench({
    ...{ ledger, exchange },
    parts: { breakers: [], audit: log },
  })
  bench.portfolio.markAt('BTC/USDT', price('30000'))
  const { engine } = bench
  const place = (changes: Partial<OrderTicket> = {}): string => {
    const answers: TicketAnswer[] = []
    const ticket = { ...TICKET, ...changes }
    const answer = (one: TicketAnswer) => answers.push(one)
    engine.enqueue({ kind: 'place', actor: 'command-line', ticket, answer })
    return answers[0]?.kind ?? 'unanswered'
  }
  const entries = () =>
    log
      .loadRecent(99)
      .filter(({ actor }) => actor !== 'engine')
      .map(({ actor, action, subject, detail }) => `${actor}, ${action}, ${subject}: ${detail}`)
  return { engine, place, entries, failing }
}

it('says who placed and who cancelled which order by hand', () => {
  const { engine, place, entries } = auditedBench()
  expect(place()).toBe('sent')
  engine.enqueue({ kind: 'cancel', clientOrderId: 'cb-my-wish', actor: 'window' })
  engine.enqueue({ kind: 'cancel-all', actor: 'window' })
  expect(entries()).toEqual([
    'command-line, order placed, order: cb-my-wish: buy 0.05 BTC/USDT, limit at 29000',
    'window, order cancelled, order: cb-my-wish: buy 0.05 BTC/USDT, limit',
    'window, all orders cancelled, account: 1 open',
  ])
})

it('says nothing of an order that was refused, was wished before, or is not known', () => {
  const { engine, place, entries } = auditedBench()
  expect(place({ symbol: 'ETH/USDT' })).toBe('refused')
  engine.enqueue({ kind: 'cancel', clientOrderId: 'cb-nobody', actor: 'window' })
  expect(entries()).toEqual([])
  place()
  expect(place()).toBe('repeated')
  expect(entries()).toHaveLength(1)
})

it('keeps neither the order nor the entry when the disk is full', () => {
  const { place, entries, failing, engine } = auditedBench()
  failing.add('insertOrders')
  expect(place()).toBe('failed')
  expect(engine.desk.findOrder('cb-my-wish')).toBeUndefined()
  expect(entries()).toEqual([])
})

it('says who started and stopped which bot, once each', () => {
  const { engine, entries } = auditedBench()
  const wish = { botId: 'bot1', actor: 'window' } as const
  engine.enqueue({ kind: 'stop-bot', ...wish })
  engine.enqueue({ kind: 'stop-bot', ...wish })
  engine.enqueue({ kind: 'start-bot', ...wish, actor: 'command-line' })
  engine.enqueue({ kind: 'stop-bot', botId: 'nobody', actor: 'window' })
  expect(entries()).toEqual([
    'window, bot stopped, bot: bot1: Planned',
    'command-line, bot started, bot: bot1: Planned',
  ])
})

it('says who decided what about which drift, once', () => {
  const { engine, entries } = auditedBench()
  const subject = { kind: 'balance', about: 'BTC', symbol: null } as const
  const found = { ...subject, currencies: ['BTC'], moves: [], ours: '1', theirs: '2' }
  const drift = engine.desk.drifts.note(found, 0)
  const wish = { driftId: drift?.driftId ?? '', actor: 'command-line' } as const
  engine.enqueue({ kind: 'decide-drift', ...wish, decision: 'fix' })
  engine.enqueue({ kind: 'decide-drift', ...wish, decision: 'ignore' })
  engine.enqueue({ kind: 'decide-drift', ...wish, decision: 'ignore' })
  expect(entries()).toEqual([
    `command-line, drift decided, drift: ${wish.driftId}: ignore: balance of BTC; here 1, at the exchange 2`,
  ])
})
