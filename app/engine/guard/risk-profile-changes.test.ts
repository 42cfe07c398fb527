import { describe, expect, it } from 'vitest'
import { limitFaults } from '../../contract/limit-faults.ts'
import { RISK_PROFILES, type RiskProfileName } from '../../contract/risk-profiles.ts'
import { NOTHING_GUARDED } from '../../domain/guard-record.ts'
import type { RiskLimits } from '../../domain/risk-limits.ts'
import { BREAKERS } from '../../risk/all-breakers.ts'
import { DONE_DRAFT, profileBench, sessionOf } from '../session/profile-bench.fixture.ts'
import { limitsViewOf } from '../view/limits-view.ts'
import { settingFault } from './breaker-settings.ts'
import { EXCHANGE_RISK_LIMITS } from './default-limits.ts'
import { riskProfileChanges } from './risk-profile-changes.ts'

const NAMES: readonly RiskProfileName[] = ['careful', 'balanced', 'bold']

/** An account that is there already, with these limits. */
function ledgerWith(limits: Partial<RiskLimits>) {
  return {
    loadLimits: () => [['account', { ...EXCHANGE_RISK_LIMITS, ...limits }]] as const,
    loadGuard: () => NOTHING_GUARDED,
  }
}

describe('a risk profile', () => {
  it.each(NAMES)('%s holds only what could be saved by hand as well', (name) => {
    const { limits, breakers } = riskProfileChanges(name, 'live', undefined)
    expect(limits).toHaveLength(1)
    for (const change of limits) expect(limitFaults(limitsViewOf(change.limits))).toEqual({})
    for (const { name: breaker, after } of breakers) {
      expect(settingFault(BREAKERS[breaker], after)).toBeUndefined()
    }
  })

  it('lets more be at stake from one to the next', () => {
    const [careful, balanced, bold] = NAMES.map((name) => RISK_PROFILES[name])
    for (const [calmer, wilder] of [
      [careful, balanced],
      [balanced, bold],
    ]) {
      expect(calmer?.limits.positionPercentMax).toBeLessThan(wilder?.limits.positionPercentMax ?? 0)
      expect(calmer?.limits.reservePercent).toBeGreaterThan(wilder?.limits.reservePercent ?? 100)
      expect(calmer?.breakers.drawdown.threshold).toBeLessThan(
        wilder?.breakers.drawdown.threshold ?? 0,
      )
    }
  })

  it('keeps every limit that it says nothing about', () => {
    const ledger = ledgerWith({ openOrdersMax: 3, isStopRequired: true })
    const [change] = riskProfileChanges('careful', 'paper', ledger).limits
    expect(change?.limits).toMatchObject({ openOrdersMax: 3, isStopRequired: true })
  })

  it('starts a new account of real money from the limits of one at an exchange', () => {
    const [change] = riskProfileChanges('bold', 'live', undefined).limits
    expect(change?.limits).toMatchObject({
      spreadMax: EXCHANGE_RISK_LIMITS.spreadMax,
      bookAgeMaxMs: EXCHANGE_RISK_LIMITS.bookAgeMaxMs,
    })
  })

  it('has real money start small that the window arms, with a profile or without', () => {
    for (const profile of [...NAMES, null]) {
      const [change] = riskProfileChanges(profile, 'live', undefined).limits
      expect(change?.limits.startsSmall).toBe(true)
    }
    expect(riskProfileChanges(null, 'live', ledgerWith({})).limits).toEqual([])
    expect(riskProfileChanges(null, 'testnet', undefined).limits).toEqual([])
  })

  it('loosens nothing of real money that is set tighter already', () => {
    const ledger = ledgerWith({ ordersPerMinuteMax: 5 })
    const live = riskProfileChanges('bold', 'live', ledger)
    expect(live.limits[0]?.limits.ordersPerMinuteMax).toBe(5)
    expect(live.breakers.map(({ name }) => name)).not.toContain('drawdown')
    const paper = riskProfileChanges('bold', 'paper', ledger)
    expect(paper.limits[0]?.limits.ordersPerMinuteMax).toBe(60)
    expect(paper.breakers.map(({ name }) => name)).toContain('drawdown')
  })

  it('is in force when the bot of the wizard starts, in the audit log, and trips nothing', async () => {
    const { workspace } = profileBench()
    sessionOf(await workspace.finishSetup({ ...DONE_DRAFT, riskProfile: 'careful' }))
    const { limits, breakers, audit } = workspace.riskView()
    expect(limits.account).toMatchObject({ positionPercentMax: 10, reservePercent: 50 })
    const daily = breakers.find(({ name }) => name === 'daily-loss')
    expect(daily?.setting).toMatchObject({ isOn: true, threshold: 2, action: 'reduce' })
    const actions = audit.map(({ action }) => action)
    expect(actions).toContain('limits changed')
    expect(actions).toContain('breaker changed')
    expect(actions).not.toContain('breaker tripped')
  })

  it('changes nothing of an account where none was chosen', async () => {
    const { workspace } = profileBench()
    sessionOf(await workspace.finishSetup({ ...DONE_DRAFT, riskProfile: 'careful' }))
    sessionOf(await workspace.finishSetup({ ...DONE_DRAFT, riskProfile: null }))
    const { limits, breakers } = workspace.riskView()
    expect(limits.account).toMatchObject({ positionPercentMax: 10 })
    expect(breakers.find(({ name }) => name === 'drawdown')?.setting.threshold).toBe(8)
  })
})
