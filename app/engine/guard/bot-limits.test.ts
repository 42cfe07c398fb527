import { describe, expect, it } from 'vitest'
import { ChainedAuditLog } from '../../audit/chained-audit-log.ts'
import type { LimitsView } from '../../contract/risk-view.ts'
import { NO_LIMITS_VIEW } from '../../contract/sample-limits.fixture.ts'
import { NO_LIMITS } from '../../domain/risk-limits.ts'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import { MemoryAuditStore } from '../../storage/memory-audit-store.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import { type BotLimits, botLimitsChanges, writeLimits } from './bot-limits.ts'

function wish(limits: Partial<LimitsView>, isConfirmed = false): BotLimits {
  const of = new Map([['cross', { ...NO_LIMITS_VIEW, ...limits }]])
  return { of, actor: 'command-line', isConfirmed }
}

function ledgerWith(openOrdersMax: number) {
  const ledger = new MemoryLedgerStore()
  ledger.saveLimits('bot:cross', { ...NO_LIMITS, openOrdersMax })
  return ledger
}

describe('limits that a bot is opened with', () => {
  it('take the place of those that it had, and stand in the audit log', () => {
    const ledger = ledgerWith(2)
    const audit = new ChainedAuditLog(new MemoryAuditStore(), new ManualClock(0))
    const wanted = botLimitsChanges(wish({ notionalMax: '500' }), ledger, 'paper')
    if (!wanted.ok) throw new Error(wanted.error.message)
    writeLimits(wanted.value, ledger, audit)
    expect(ledger.loadLimits()).toMatchObject([
      ['bot:cross', { notionalMax: 500_00000000, openOrdersMax: null }],
    ])
    expect(audit.loadRecent(9)).toMatchObject([
      {
        actor: 'command-line',
        subject: 'bot:cross',
        detail: 'largest order from no limit to 500; open orders from 2 to no limit',
      },
    ])
  })

  it('are written down once, however often the bot is opened with them', () => {
    expect(botLimitsChanges(wish({ openOrdersMax: 2 }), ledgerWith(2), 'live')).toEqual({
      ok: true,
      value: [],
    })
  })

  it('are refused where they loosen one with real money and nobody has confirmed that', () => {
    expect(botLimitsChanges(wish({ openOrdersMax: 3 }), ledgerWith(2), 'live')).toMatchObject({
      error: {
        code: 'looser-limits',
        message:
          'This would loosen limits while real money trades: bot:cross: open orders from 2 to 3.',
      },
    })
  })

  it.each([
    ['it is confirmed', wish({ openOrdersMax: 3 }, true), 'live'],
    ['they are stricter', wish({ openOrdersMax: 1 }), 'live'],
    ['no real money is at risk', wish({ openOrdersMax: 3 }), 'testnet'],
  ] as const)('are taken where %s', (_, wanted, mode) => {
    expect(botLimitsChanges(wanted, ledgerWith(2), mode).ok).toBe(true)
  })

  it('are none of a new account before, so that nothing is loosened', () => {
    expect(botLimitsChanges(wish({ openOrdersMax: 3 }), undefined, 'live').ok).toBe(true)
  })
})
