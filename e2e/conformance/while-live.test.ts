import { describe, expect, it, onTestFinished } from 'vitest'
import { loopbackServer } from '../../app/alerts/channels/loopback-server.fixture.ts'
import type { Answer } from '../../app/contract/requests.ts'
import type { LimitsAnswer } from '../../app/contract/risk-view.ts'
import { rateFromPercent, ZERO_MONEY } from '../../app/domain/amount.ts'
import type { Bot } from '../../app/domain/bot.ts'
import { type LimitScope, NO_LIMITS, type RiskLimits } from '../../app/domain/risk-limits.ts'
import { money } from '../../app/domain/sample-market.fixture.ts'
import { limitsViewOf } from '../../app/engine/view/limits-view.ts'
import { BREAKERS } from '../../app/risk/all-breakers.ts'
import { type EngineBench, openEngineBench } from './engine-bench.fixture.ts'
import { FAKES } from './fakes.ts'

const DAY_MS = 86_400_000
const TIMEOUT_MS = 60_000
const [BINANCE] = FAKES
const SCOPE = { expect, onTestFinished }
const BOT: Bot = {
  ...{ id: 'bot1', name: 'Quiet', strategyId: 'sma-cross', parameters: { fast: 20, slow: 50 } },
  ...{ symbol: 'BTC/USDT', timeframe: '1m' },
  sizing: { kind: 'percent-of-equity', share: rateFromPercent(5) },
  exits: { stop: null, target: null, trailing: null },
}

function openLive(wishes: Parameters<typeof openEngineBench>[2] = {}): Promise<EngineBench> {
  if (BINANCE === undefined) throw new Error('there is no fake exchange')
  return openEngineBench(BINANCE, SCOPE, { bots: [BOT], ...wishes })
}

function limitsOf({ workspace }: EngineBench) {
  return (scope: LimitScope, limits: Partial<RiskLimits>, isConfirmed = false) => {
    const view = limitsViewOf({ ...NO_LIMITS, ...limits })
    return workspace.limits.save({ scope, limits: view, actor: 'window', isConfirmed })
  }
}

function kindOf(answer: Answer<LimitsAnswer>): string {
  return answer.ok ? answer.value.kind : answer.error.code
}

describe('while real money trades', () => {
  it(
    'a breaker is loosened only once that is confirmed, and made stricter at once',
    async () => {
      const { session } = await openLive()
      expect(session.mode).toBe('live')
      const { defaults } = BREAKERS.drawdown
      const save = (threshold: number, isConfirmed = false) =>
        session.saveBreaker({
          ...{ name: 'drawdown', setting: { ...defaults, threshold } },
          ...{ isConfirmed, actor: 'window' },
        })
      const threshold = () => session.engine.guard.breakers.settings.drawdown.threshold
      expect(save(25)).toEqual({
        ok: true,
        value: { kind: 'unconfirmed', loosened: ['it trips at 25 instead of 20'] },
      })
      expect([threshold(), session.audit.loadRecent(9)]).toEqual([20, []])
      expect(kindOf(save(15))).toBe('saved')
      expect(kindOf(save(25, true))).toBe('saved')
      expect(threshold()).toBe(25)
      expect(session.audit.loadRecent(2).map(({ action }) => action)).toEqual([
        'breaker changed',
        'breaker changed',
      ])
    },
    TIMEOUT_MS,
  )

  it.each<LimitScope>(['account', 'bot:bot1', 'global'])(
    'limits of %s are loosened only once that is confirmed',
    async (scope) => {
      const bench = await openLive()
      const save = limitsOf(bench)
      const strict = { notionalMax: money('100'), openOrdersMax: 2 }
      expect(kindOf(await save(scope, strict, true))).toBe('saved')
      expect(await save(scope, { ...strict, openOrdersMax: 3 })).toMatchObject({
        value: { kind: 'unconfirmed', loosened: ['open orders from 2 to 3'] },
      })
      expect(kindOf(await save(scope, { ...strict, notionalMax: money('50') }))).toBe('saved')
      expect(kindOf(await save(scope, { ...strict, notionalMax: money('5000') }, true))).toBe(
        'saved',
      )
    },
    TIMEOUT_MS,
  )

  it(
    'so are those of all accounts, after a simulated one was opened in its place; its own are not',
    async () => {
      const bench = await openLive()
      const save = limitsOf(bench)
      expect(kindOf(await save('global', { openOrdersMax: 2 }))).toBe('saved')
      const demo = await bench.workspace.openDemo()
      if (!demo.ok) throw new Error(demo.error.message)
      expect(demo.value.mode).toBe('demo')
      expect(kindOf(await save('global', { openOrdersMax: 3 }))).toBe('unconfirmed')
      expect(kindOf(await save('account', {}))).toBe('saved')
      const setting = { ...BREAKERS.drawdown.defaults, threshold: 50 }
      const wish = { name: 'drawdown', isConfirmed: false, actor: 'window' } as const
      expect(kindOf(demo.value.saveBreaker({ ...wish, setting }))).toBe('saved')
    },
    TIMEOUT_MS,
  )

  it(
    'a bot file with looser limits keeps the account closed until that is confirmed',
    async () => {
      const { workspace, session } = await openLive()
      const open = (notionalMax: string, isConfirmed: boolean) =>
        workspace.openAccount({
          ...{ source: session.source, startingBalance: ZERO_MONEY, bots: [BOT], isBrief: true },
          botLimits: {
            of: new Map([
              ['bot1', limitsViewOf({ ...NO_LIMITS, notionalMax: money(notionalMax) })],
            ]),
            ...{ actor: 'command-line', isConfirmed },
          },
        })
      expect((await open('100', false)).ok).toBe(true)
      expect(await open('200', false)).toMatchObject({
        error: { code: 'looser-limits', message: expect.stringContaining('from 100 to 200') },
      })
      const opened = await open('200', true)
      if (!opened.ok) throw new Error(opened.error.message)
      expect(opened.value.engine.limits.get('bot:bot1').notionalMax).toBe(money('200'))
    },
    TIMEOUT_MS,
  )

  it(
    'somebody is told that its key ends soon',
    async () => {
      const hook = await loopbackServer(() => ({ status: 200 }))
      await openLive({
        alertsTo: hook.url,
        before: ({ keys }, now) => keys.endAt(BINANCE?.apiKey ?? '', now + 5 * DAY_MS),
      })
      await expect
        .poll(() => hook.heard.map(({ body }) => JSON.parse(body).title), { timeout: TIMEOUT_MS })
        .toEqual(['Live · the API key ends within 7 days'])
    },
    TIMEOUT_MS,
  )
})
