import { describe, expect, it } from 'vitest'
import { REQUEST_NAMES } from '../../app/contract/channels.ts'
import { REQUEST_PERMISSIONS } from '../../app/contract/permissions.ts'
import { RequestGate } from './request-gate.ts'

const SILENCE = { rules: [], summaryHour: 8 }

function bench(isViewOnly = false, isLocked = false, confirmed?: readonly string[]) {
  let now = 0
  const warned: string[] = []
  const gate = new RequestGate({
    stopwatch: () => now,
    isViewOnly: () => isViewOnly,
    isLocked: () => isLocked,
    takeConfirmation: (name) => confirmed?.includes(name) ?? true,
    silences: (rules) => rules === SILENCE,
    warn: (message) => warned.push(message),
  })
  const pass = (ms: number) => {
    now += ms
  }
  /** How many of so many requests at once get through. */
  const letThrough = (count: number, name: 'loadApp' | 'loadRisk' = 'loadApp') =>
    Array.from({ length: count }, () => gate.refusal(name, null)).filter(
      (problem) => problem === undefined,
    ).length
  return { gate, warned, pass, letThrough }
}

describe('a flood of requests', () => {
  it('is cut to a burst, and to a rate after that, for each request by itself', () => {
    const { pass, letThrough } = bench()
    expect(letThrough(1_000)).toBe(200)
    expect(letThrough(1_000, 'loadRisk')).toBe(200)
    pass(1_000)
    expect(letThrough(1_000)).toBe(50)
    pass(60_000)
    expect(letThrough(1_000)).toBe(200)
  })

  it('is answered with what happened, and told of once', () => {
    const { gate, warned, letThrough, pass } = bench()
    letThrough(500)
    expect(gate.refusal('loadApp', null)).toMatchObject({ code: 'too-many-requests' })
    expect(warned).toEqual([expect.stringContaining('loadApp')])
    pass(1_000)
    letThrough(500)
    expect(warned).toHaveLength(2)
  })
})

describe('a profile that can only be looked at', () => {
  const allowed = REQUEST_NAMES.filter((name) => {
    const { gate } = bench(true)
    return gate.refusal(name, null) === undefined
  })

  it('refuses what changes something, and nothing else', () => {
    const { gate } = bench(true)
    expect(gate.refusal('placeOrder', null)).toMatchObject({ code: 'view-only' })
    expect(gate.refusal('saveSettings', null)).toMatchObject({ code: 'view-only' })
    expect(new Set(allowed.map((name) => REQUEST_PERMISSIONS[name]))).toEqual(
      new Set(['look', 'stop']),
    )
    expect(allowed).toContain('useKillSwitch')
    expect(allowed).toContain('loadSnapshot')
  })

  it('lets people halt, and not resume', () => {
    const { gate } = bench(true)
    const halt = { scope: 'account', state: 'halted', reason: '' }
    expect(gate.refusal('setTradingState', halt)).toBeUndefined()
    expect(gate.refusal('setTradingState', { ...halt, state: 'active' })).toBeDefined()
    expect(gate.refusal('setTradingState', 'halted')).toBeDefined()
  })

  it('is open for everything once it is no longer one', () => {
    const { gate } = bench(false)
    for (const name of REQUEST_NAMES) expect(gate.refusal(name, null)).toBeUndefined()
  })
})

describe('a window that is locked', () => {
  it('opens, stops trading, and does nothing else', () => {
    const { gate } = bench(false, true)
    const allowed = REQUEST_NAMES.filter((name) => gate.refusal(name, null) === undefined)
    expect(allowed).toEqual(['useKillSwitch', 'loadLock', 'unlock'])
    expect(gate.refusal('loadApp', null)).toMatchObject({ code: 'locked' })
    const halt = { scope: 'account', state: 'halted', reason: '' }
    expect(gate.refusal('setTradingState', halt)).toBeUndefined()
    expect(gate.refusal('setTradingState', { ...halt, state: 'active' })).toBeDefined()
  })
})

describe('a request that asks for the passphrase once more', () => {
  const INPUTS: Partial<Record<(typeof REQUEST_NAMES)[number], unknown>> = {
    saveLimits: { isConfirmed: true },
    saveBreaker: { isConfirmed: true },
    finishSetup: { source: { mode: 'live' } },
    saveAlertRules: SILENCE,
  }

  it('is refused before it was given, and nothing else is', () => {
    const { gate } = bench(false, false, [])
    const refused = REQUEST_NAMES.filter((name) => gate.refusal(name, INPUTS[name] ?? null))
    expect(refused).toEqual([
      ...['saveExchangeUrl', 'finishSetup', 'exportHistory', 'saveLimits', 'saveBreaker'],
      ...['giveDiagnostics', 'saveChannel', 'removeChannel', 'saveAlertRules'],
      ...['openKeyWindow', 'giveUpRotation', 'removeKeys', 'exportBacktest'],
    ])
    expect(gate.refusal('removeKeys', null)).toMatchObject({ code: 'passphrase-needed' })
    for (const name of ['saveLimits', 'saveBreaker', 'finishSetup', 'saveAlertRules'] as const) {
      const calm = { isConfirmed: false, source: { mode: 'paper' } }
      expect(gate.refusal(name, calm)).toBeUndefined()
    }
  })

  it('is let through once it was given for it, and no other is', () => {
    const { gate } = bench(false, false, ['removeKeys'])
    expect(gate.refusal('removeKeys', null)).toBeUndefined()
    expect(gate.refusal('openKeyWindow', null)).toMatchObject({ code: 'passphrase-needed' })
  })
})
