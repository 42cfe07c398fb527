import { expect, it } from 'vitest'
import type { BotSetup } from '../../contract/setup.ts'
import {
  DONE_DRAFT,
  essence,
  problemIn,
  profileBench,
  readySession,
  sessionOf,
} from './profile-bench.fixture.ts'

/** Never enters within a test. */
const IDLE: BotSetup = {
  ...DONE_DRAFT.bot,
  name: 'Idle',
  parameters: { fast: 50, slow: 200 },
}

async function twoBots() {
  const bench = profileBench()
  await readySession(bench.workspace.finishSetup(DONE_DRAFT))
  const session = await readySession(bench.workspace.addBot({ setup: IDLE, like: null }))
  return { bench, session }
}

it('takes a bot out that holds nothing; the others and all that was done stay', async () => {
  const { bench, session } = await twoBots()
  bench.run(40)
  const before = essence(session)
  const after = await readySession(bench.workspace.removeBot('bot2'))
  expect(after.bots.map(({ id }) => id)).toEqual(['bot1'])
  expect(essence(after).fills).toEqual(before.fills)
  expect(essence(after).portfolio).toEqual(before.portfolio)
  const { audit } = bench.workspace.limits.view()
  expect(audit.map(({ action }) => action)).toContain('bot removed')
  bench.close()

  const again = profileBench(bench.directory)
  expect(sessionOf(await again.workspace.openLast()).bots.map(({ id }) => id)).toEqual(['bot1'])
})

it('never gives its id to another one, and leaves an account without bots as it is', async () => {
  const { bench } = await twoBots()
  await readySession(bench.workspace.removeBot('bot2'))
  const added = await readySession(bench.workspace.addBot({ setup: IDLE, like: null }))
  expect(added.bots.map(({ id }) => id)).toEqual(['bot1', 'bot3'])
  for (const id of ['bot1', 'bot3']) await readySession(bench.workspace.removeBot(id))
  bench.close()
  const again = profileBench(bench.directory)
  expect(sessionOf(await again.workspace.openLast()).bots).toEqual([])
})

it('keeps one that holds something, and says what to do', async () => {
  const { bench, session } = await twoBots()
  for (let round = 0; round < 100; round += 1) {
    if (session.status().portfolio.positions.length > 0) break
    bench.run(5)
  }
  const problem = problemIn(await bench.workspace.removeBot('bot1'))
  expect(problem.code).toBe('bot-in-use')
  expect(problem.message).toContain('cannot be removed now: it holds 0.')
  expect(bench.workspace.session).toBe(session)
  expect(problemIn(await bench.workspace.removeBot('nobody')).code).toBe('bot-unknown')
})
