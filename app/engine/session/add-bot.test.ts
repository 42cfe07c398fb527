import { expect, it } from 'vitest'
import type { BotSetup } from '../../contract/setup.ts'
import { NO_LIMITS } from '../../domain/risk-limits.ts'
import { limitsViewOf } from '../view/limits-view.ts'
import { BOTS_MAX, botFromSetup, setupOfBot } from './account-definition.ts'
import {
  DONE_DRAFT,
  essence,
  problemIn,
  profileBench,
  readySession,
  sessionOf,
} from './profile-bench.fixture.ts'

/** Holds something almost always, and other things than the wizard's bot. */
const DIPS: BotSetup = {
  name: 'Dips',
  strategyId: 'rsi-reversion',
  parameters: { period: 5, oversold: 45, overbought: 55 },
  sizing: { kind: 'fixed-quote', amount: '500' },
  exits: { stopPercent: 3, targetPercent: null, trailingPercent: 1.5 },
}

it('adds a bot beside the others, whose orders and positions stay as they are', async () => {
  const bench = profileBench()
  const first = await readySession(bench.workspace.finishSetup(DONE_DRAFT))
  bench.run(40)
  const before = essence(first)
  expect(before.fills.length).toBeGreaterThan(0)

  const second = await readySession(bench.workspace.addBot({ setup: DIPS, like: null }))
  const after = essence(second)
  expect(after.orders).toEqual(before.orders)
  expect(after.fills).toEqual(before.fills)
  expect(after.portfolio).toEqual(before.portfolio)
  expect(second.snapshot().status.bots.map(({ id, name, status }) => [id, name, status])).toEqual([
    ['bot1', DONE_DRAFT.bot.name, 'running'],
    ['bot2', 'Dips', 'running'],
  ])

  bench.run(200)
  const owners = new Set(second.snapshot().orders.map(({ botId }) => botId))
  expect(owners).toEqual(new Set(['bot1', 'bot2']))
})

it('is there again after a restart, and leaves its mark in the audit log', async () => {
  const bench = profileBench()
  await readySession(bench.workspace.finishSetup(DONE_DRAFT))
  await readySession(bench.workspace.addBot({ setup: DIPS, like: null }))
  bench.close()

  const again = profileBench(bench.directory)
  const session = sessionOf(await again.workspace.openLast())
  expect(session.bots.map(setupOfBot)).toEqual([DONE_DRAFT.bot, DIPS])
  const { audit } = again.workspace.limits.view()
  expect(audit.filter(({ action }) => action === 'bot added')).toMatchObject([
    { actor: 'window', action: 'bot added', detail: 'bot2 "Dips" with rsi-reversion' },
  ])
})

it.each<readonly [string, Partial<BotSetup>]>([
  ['an unknown strategy', { strategyId: 'nobody-knows' }],
  ['parameters out of range', { parameters: { period: 0, oversold: 45, overbought: 55 } }],
  ['a parameter too many', { parameters: { ...DIPS.parameters, x: 1 } }],
])('refuses a bot with %s, and changes nothing', async (_name, wrong) => {
  const bench = profileBench()
  const session = await readySession(bench.workspace.finishSetup(DONE_DRAFT))
  bench.run(20)
  const before = essence(session)
  const problem = problemIn(
    await bench.workspace.addBot({ setup: { ...DIPS, ...wrong }, like: null }),
  )
  expect(problem.code).toBe('bad-parameters')
  expect(bench.workspace.session).toBe(session)
  expect(essence(session)).toEqual(before)
})

it('refuses one while no account is open', async () => {
  const { workspace } = profileBench()
  expect(problemIn(await workspace.addBot({ setup: DIPS, like: null })).code).toBe('no-market')
})

it('refuses one more than anybody keeps an eye on', async () => {
  const { workspace } = profileBench()
  await readySession(workspace.finishSetup(DONE_DRAFT))
  for (let count = 1; count < BOTS_MAX; count += 1) {
    await readySession(workspace.addBot({ setup: { ...DIPS, name: `Dips ${count}` }, like: null }))
  }
  const session = workspace.session
  expect(problemIn(await workspace.addBot({ setup: DIPS, like: null })).code).toBe('too-many-bots')
  expect(workspace.session).toBe(session)
  expect(session?.bots).toHaveLength(BOTS_MAX)
})

it('gives it the limits of the bot that it is like', async () => {
  const { workspace } = profileBench()
  await readySession(workspace.finishSetup(DONE_DRAFT))
  const limits = { ...limitsViewOf(NO_LIMITS), notionalMax: '500' }
  await workspace.limits.save({ scope: 'bot:bot1', limits, actor: 'window', isConfirmed: false })
  await readySession(workspace.addBot({ setup: DIPS, like: 'bot1' }))
  await readySession(workspace.addBot({ setup: DIPS, like: null }))
  const { bots } = workspace.limits.view().limits
  expect(['bot2', 'bot3'].map((id) => bots[id]?.notionalMax)).toEqual(['500', null])
})

it('tells of a bot what it was set up with', () => {
  for (const setup of [DIPS, DONE_DRAFT.bot]) {
    expect(setupOfBot(botFromSetup(setup, 'BTC/USDT', '1m'))).toEqual(setup)
  }
})
