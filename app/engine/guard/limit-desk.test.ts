import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ChainedAuditLog } from '../../audit/chained-audit-log.ts'
import type { Answer } from '../../contract/requests.ts'
import { type LimitsAnswer, riskView } from '../../contract/risk-view.ts'
import { NO_LIMITS, type RiskLimits } from '../../domain/risk-limits.ts'
import { money } from '../../domain/sample-market.fixture.ts'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import { executeIn } from '../../storage/raw-database.fixture.ts'
import { SettingsStore } from '../../storage/settings-store.ts'
import { temporaryFolder } from '../../storage/temporary-folder.fixture.ts'
import {
  crashCopy,
  DONE_DRAFT,
  profileBench,
  readySession,
} from '../session/profile-bench.fixture.ts'
import { limitsViewOf } from '../view/limits-view.ts'
import { DEFAULT_RISK_LIMITS } from './default-limits.ts'
import { LimitDesk, type LimitedAccount, type LimitsWish } from './limit-desk.ts'

const ORDER = {
  symbol: 'BTC/USDT',
  side: 'buy',
  type: 'market',
  quantity: '0.01',
  price: null,
  triggerPrice: null,
  timeInForce: 'gtc',
  postOnly: false,
} as const

function wish(limits: Partial<RiskLimits>, changes: Partial<LimitsWish> = {}): LimitsWish {
  const view = limitsViewOf({ ...NO_LIMITS, ...limits })
  return { scope: 'account', limits: view, actor: 'window', isConfirmed: false, ...changes }
}

async function openedBench(directory?: string) {
  const bench = profileBench(directory)
  const isNew = directory === undefined
  const { workspace } = bench
  const session = await readySession(
    isNew ? workspace.finishSetup(DONE_DRAFT) : workspace.openLast(),
  )
  bench.run(3)
  const refused = async (intentId: string) => {
    const answer = await session.place({ ...ORDER, intentId }, 'window')
    if (!answer.ok) throw new Error(answer.error.message)
    return answer.value.kind === 'refused' ? answer.value.refusals : []
  }
  return { ...bench, session, refused }
}

/** Not the one that tells how the account was set up. */
function isOfAccount({ action }: { readonly action: string }): boolean {
  return action !== 'account set up'
}

function codeOf(answer: Answer<LimitsAnswer>): string {
  return answer.ok ? answer.value.kind : answer.error.code
}

describe('limits that are saved', () => {
  it('hold for the next order, stand in the audit log, and survive a crash', async () => {
    const { workspace, refused, directory } = await openedBench()
    expect(await refused('one')).toEqual([])
    const saved = await workspace.limits.save(wish({ notionalMax: money('100') }))
    expect(codeOf(saved)).toBe('saved')
    expect(await refused('two')).toMatchObject([
      { rule: 'maximum-notional', message: expect.stringContaining("the account's limit of 100") },
    ])
    const after = await openedBench(crashCopy(directory))
    expect(await after.refused('three')).toMatchObject([{ rule: 'maximum-notional' }])
    const { audit, auditVerdicts, limits } = after.workspace.limits.view()
    expect(limits.account.notionalMax).toBe('100')
    expect(auditVerdicts).toMatchObject([{ isIntact: true }, { isIntact: true }])
    expect(audit.filter(isOfAccount)).toMatchObject([
      { actor: 'window', action: 'order placed', detail: 'buy 0.01 BTC/USDT, market' },
      {
        actor: 'window',
        action: 'limits changed',
        subject: 'the account',
        detail: expect.stringContaining('largest order from 250000 to 100; position from 100 %'),
      },
    ])
  })

  it('of all accounts hold in the one that is open, and in the one that is opened next', async () => {
    const { workspace, refused, directory } = await openedBench()
    await workspace.limits.save(wish({ allowedSymbols: ['ETH/USDT'] }, { scope: 'global' }))
    expect(await refused('one')).toMatchObject([{ rule: 'allowed-symbols' }])
    const after = await openedBench(crashCopy(directory))
    expect(await after.refused('two')).toMatchObject([{ rule: 'allowed-symbols' }])
    expect(after.workspace.limits.view().audit).toContainEqual(
      expect.objectContaining({ action: 'limits changed', subject: 'all accounts' }),
    )
  })

  it('of a bot are its own, and none of a bot that is not there', async () => {
    const { workspace } = await openedBench()
    const own = await workspace.limits.save(wish({ openOrdersMax: 1 }, { scope: 'bot:bot1' }))
    expect(codeOf(own)).toBe('saved')
    expect(workspace.limits.view().limits.bots.bot1?.openOrdersMax).toBe(1)
    const other = await workspace.limits.save(wish({ openOrdersMax: 1 }, { scope: 'bot:bot9' }))
    expect(codeOf(other)).toBe('no-such-level')
  })

  it('leave nothing in the audit log when they are as they were', async () => {
    const { workspace } = await openedBench()
    expect(codeOf(await workspace.limits.save(wish(DEFAULT_RISK_LIMITS)))).toBe('saved')
    const { audit } = workspace.limits.view()
    expect(audit.filter(({ action }) => action === 'limits changed')).toEqual([])
  })

  it('are shown however many markets they name', async () => {
    const { workspace } = await openedBench()
    const allowedSymbols = Array.from({ length: 500 }, (_, index) => `COIN${index}/USDT`)
    expect(codeOf(await workspace.limits.save(wish({ allowedSymbols })))).toBe('saved')
    const shown = riskView.parse({ ...workspace.limits.view(), breakers: [] })
    const entry = shown.audit.find(({ action }) => action === 'limits changed')
    expect(entry?.detail).toContain('markets from all to COIN0/USDT, COIN1/USDT')
    expect(shown.auditVerdicts).toMatchObject([{ isIntact: true }, { isIntact: true }])
  })

  it('are told to be damaged where somebody wrote nonsense into the file', async () => {
    const { workspace, directory } = await openedBench()
    await workspace.limits.save(wish({ notionalMax: money('5') }, { scope: 'global' }))
    executeIn(
      join(directory, 'settings.db'),
      `UPDATE settings SET value = replace(value, '"5"', '"0.000000001"') WHERE name = 'limits'`,
    )
    expect(() => workspace.limits.globalLimits()).toThrow('The stored limits makes no sense')
  })

  it('are refused with the reason when they make no sense, and nothing changes', async () => {
    const { workspace } = await openedBench()
    const limits = { ...wish({}).limits, notionalMax: '-5' }
    const answer = await workspace.limits.save({ ...wish({}), limits })
    expect(answer).toMatchObject({
      error: { code: 'bad-limit', message: expect.stringContaining('It must be above zero.') },
    })
    expect(workspace.limits.view().limits.account).toEqual(limitsViewOf(DEFAULT_RISK_LIMITS))
  })
})

describe('limits of real money', () => {
  async function liveDesk() {
    const { session, directory } = await openedBench()
    const settings = new SettingsStore(join(temporaryFolder(), 'settings.db'))
    onTestFinished(() => settings.close())
    const { engine, audit, ledger } = session
    const account: LimitedAccount = {
      ...{ mode: 'live', engine, audit, ledger },
      changeLimits: (change) => session.changeLimits(change),
    }
    const log = new ChainedAuditLog(settings.audit, new ManualClock(0))
    return {
      directory,
      desk: new LimitDesk({
        settings,
        audit: log,
        session: () => account,
        hasLiveAccount: () => false,
      }),
    }
  }

  it('are loosened only once that is confirmed, and each loosening is named', async () => {
    const { desk } = await liveDesk()
    const looser = { ...DEFAULT_RISK_LIMITS, openOrdersMax: 20, notionalMax: money('5') }
    expect(await desk.save(wish(looser))).toEqual({
      ok: true,
      value: { kind: 'unconfirmed', loosened: ['open orders from 10 to 20'] },
    })
    expect(desk.view().limits.account.openOrdersMax).toBe(10)
    expect(desk.view().audit).toEqual([])
    expect(codeOf(await desk.save(wish(looser, { isConfirmed: true })))).toBe('saved')
    expect(desk.view().limits.account.openOrdersMax).toBe(20)
  })

  it('of all accounts too', async () => {
    const { desk } = await liveDesk()
    const strict = wish({ isStopRequired: true }, { scope: 'global' })
    expect(codeOf(await desk.save(strict))).toBe('saved')
    expect(codeOf(await desk.save(wish({}, { scope: 'global' })))).toBe('unconfirmed')
  })

  it('of all accounts are loosened only once that is confirmed, while a live one is closed, too', async () => {
    const { workspace, directory } = await openedBench()
    const strict = wish({ openOrdersMax: 2 }, { scope: 'global' })
    const looser = wish({ openOrdersMax: 3 }, { scope: 'global' })
    expect(codeOf(await workspace.limits.save(strict))).toBe('saved')
    expect(codeOf(await workspace.limits.save(looser))).toBe('saved')
    mkdirSync(join(directory, 'accounts', 'live-binance'))
    expect(codeOf(await workspace.limits.save(wish({}, { scope: 'global' })))).toBe('unconfirmed')
    expect(codeOf(await workspace.limits.save(strict))).toBe('saved')
    const paper = wish({ ...DEFAULT_RISK_LIMITS, openOrdersMax: 20 })
    expect(codeOf(await workspace.limits.save(paper))).toBe('saved')
  })

  it('are tightened at once', async () => {
    const { desk } = await liveDesk()
    const tighter = { ...DEFAULT_RISK_LIMITS, openOrdersMax: 2 }
    expect(codeOf(await desk.save(wish(tighter)))).toBe('saved')
  })
})

describe('what the risk screen is shown', () => {
  it('fits the contract, and says when the audit log was altered', async () => {
    const { workspace, session, directory, close } = await openedBench()
    await workspace.limits.save(wish({ notionalMax: money('100') }))
    const shown = { ...workspace.limits.view(), breakers: [] }
    expect(riskView.parse(shown)).toEqual(shown)
    close()
    executeIn(
      join(directory, 'accounts', session.accountId, 'ledger.db'),
      "DROP TRIGGER audit_is_not_altered; UPDATE audit SET detail = 'nothing'",
    )
    const after = await openedBench(directory)
    expect(after.workspace.limits.view().auditVerdicts).toMatchObject([
      { isIntact: true },
      { isIntact: false, text: 'not intact: entry 1 was altered, or is missing' },
    ])
  })
})
