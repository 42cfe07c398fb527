import { describe, expect, it } from 'vitest'
import { type BreakerName, type BreakerSetting, TRIP_ACTIONS } from '../../domain/breaker.ts'
import { BREAKERS } from '../../risk/all-breakers.ts'
import { DONE_DRAFT, profileBench, readySession } from '../session/profile-bench.fixture.ts'
import { loosenedIn, settingFault } from './breaker-settings.ts'

const { defaults } = BREAKERS['equity-drop']
const HEALING = { ...defaults, isLatched: false, probeMs: 60_000 }

describe('a breaker that is set otherwise', () => {
  it.each<[string, BreakerSetting, Partial<BreakerSetting>, string]>([
    ['off', defaults, { isOn: false }, 'it is switched off'],
    ['later', defaults, { threshold: 10.5 }, 'it trips at 10.5 instead of 10'],
    ['over less time', defaults, { windowMs: 60_000 }, 'it looks back for 1 min only'],
    ['milder', defaults, { action: 'reduce' }, 'a trip does less: reduce instead of halt'],
    ['so that it heals', defaults, { isLatched: false }, 'it heals by itself'],
    ['so that it heals sooner', HEALING, { probeMs: 1_000 }, 'it heals after 1 s already'],
  ])('%s is loosened', (_, before, change, words) => {
    expect(loosenedIn(before, { ...before, ...change })).toEqual([words])
  })

  it.each<[string, BreakerSetting, Partial<BreakerSetting>]>([
    ['as it is', defaults, {}],
    ['earlier', defaults, { threshold: 9 }],
    ['over more time', defaults, { windowMs: 7_200_000 }],
    ['stricter', defaults, { action: 'flatten' }],
    ['latched', HEALING, { isLatched: true, probeMs: 0 }],
    ['on', { ...defaults, isOn: false }, { isOn: true, threshold: 99 }],
  ])('%s is not', (_, before, change) => {
    expect(loosenedIn(before, { ...before, ...change })).toEqual([])
  })

  it.each<[Partial<BreakerSetting>, string]>([
    [{ threshold: 0 }, 'above zero'],
    [{ threshold: Number.NaN }, 'above zero'],
    [{ threshold: 101 }, 'more than 100 %'],
    [{ windowMs: null }, 'look back for some time'],
    [{ windowMs: 999 }, 'from 1 s to 7 d'],
    [{ probeMs: 604_800_001 }, '7 d at most'],
  ])('to %j is refused with the reason', (change, reason) => {
    expect(settingFault(BREAKERS['equity-drop'], { ...defaults, ...change })).toContain(reason)
  })
})

describe('what a breaker can do when it trips', () => {
  it('is anything, but for what makes no sense of it', () => {
    const possible = (name: BreakerName) =>
      TRIP_ACTIONS.filter(
        (action) =>
          settingFault(BREAKERS[name], { ...BREAKERS[name].defaults, action }) === undefined,
      )
    expect(possible('drawdown')).toEqual(TRIP_ACTIONS)
    expect(possible('late-candle')).toEqual(['warn', 'reduce'])
    expect(possible('store-failure')).toEqual(['warn', 'reduce', 'halt', 'cancel-all'])
  })

  it('says what it can do', () => {
    const { defaults: before } = BREAKERS['store-failure']
    expect(settingFault(BREAKERS['store-failure'], { ...before, action: 'flatten' })).toBe(
      'it can do one of these only: warn, reduce, halt, cancel-all',
    )
  })
})

describe('an account', () => {
  const wish = { name: 'equity-drop', isConfirmed: false, actor: 'window' } as const

  it('takes a breaker’s setting at once, keeps it, and writes down who changed it to what', async () => {
    const bench = profileBench()
    const session = await readySession(bench.workspace.finishSetup(DONE_DRAFT))
    const setting = { ...defaults, threshold: 25 }
    expect(session.saveBreaker({ ...wish, setting })).toEqual({
      ok: true,
      value: { kind: 'saved' },
    })
    expect(session.breakerViews().find(({ name }) => name === wish.name)?.setting).toEqual(setting)
    expect(session.ledger.loadGuard().settings).toEqual({ 'equity-drop': setting })
    expect(session.audit.loadRecent(1)).toMatchObject([
      {
        ...{ actor: 'window', action: 'breaker changed', subject: 'equity-drop' },
        detail: expect.stringMatching(/^from 10 within .* to 25 within /),
      },
    ])
  })

  it.each([
    ['equity-drop', -1],
    ['spread', 250],
    ['stale-market', 1e15],
  ] as const)(
    'refuses a nonsensical one (%s: %d), and nothing has changed',
    async (name, threshold) => {
      const bench = profileBench()
      const session = await readySession(bench.workspace.finishSetup(DONE_DRAFT))
      const setting = { ...BREAKERS[name].defaults, threshold }
      expect(session.saveBreaker({ ...wish, name, setting })).toMatchObject({
        ok: false,
        error: { code: 'nonsensical-breaker' },
      })
      expect(session.ledger.loadGuard().settings).toEqual({})
      expect(session.audit.loadRecent(9)).toEqual([])
    },
  )
})
