import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import type { CommandLine } from '../../main/cli/command-line.fixture.ts'
import { ARMED, DISARMED } from './crash-point.ts'
import { CrashStory, orderFor, reconciled } from './crash-story.fixture.ts'

const onUnix = it.skipIf(process.platform === 'win32')
const TIMEOUT_MS = 60_000
/** Of a resting order, in parts of which more are left than a page has room for, whichever write fails first. */
const FILLS_MAX = 120
const FILLED_EACH = '0.00005'

/** The exchange trades on until the engine says that it cannot keep up with its books. */
async function tradeUntilHalted(story: CrashStory, run: CommandLine): Promise<void> {
  const { engine } = story.exchange
  const halted = run.told('status', ({ trading }) => trading.state === 'halted')
  for (let fill = 0; fill < FILLS_MAX; fill += 1) engine.fill(story.lastOrderId, FILLED_EACH)
  const { trading, feed } = await halted
  expect(feed).toEqual({
    state: 'failed',
    message: trading.reason.replace(/ The halt itself.*/, ''),
  })
  await run.warned(/^Trading is halted: .*\.db/m)
}

/** What is left over waits in the engine's queue: until then a resume would find room for the little that has arrived. */
async function untilAllIsHeard(story: CrashStory): Promise<void> {
  const waiting = async () => {
    const answer = await story.ask({ kind: 'health' })
    return answer.ok && answer.outcome.kind === 'health' ? answer.outcome.health.queueDepth : 0
  }
  await expect
    .poll(async () => (await waiting()) + story.bookedFills() >= FILLS_MAX, {
      timeout: TIMEOUT_MS,
    })
    .toBe(true)
}

/** Nothing new is risked, and what is at the exchange can be taken back. */
async function expectHalted(story: CrashStory): Promise<void> {
  const { orders } = story.exchange.engine.state
  const before = orders.all().length
  const wish = await story.ask(orderFor('m-while-failing'))
  expect(wish.ok && wish.outcome.kind === 'sent').toBe(false)
  expect(orders.all()).toHaveLength(before)
}

async function resume(story: CrashStory, run: CommandLine): Promise<void> {
  const isActive = run.told('status', ({ trading }) => trading.state === 'active')
  expect(await story.ask({ kind: 'resume', scope: 'account' })).not.toMatchObject({
    outcome: { state: 'halted' },
  })
  await isActive
  await story.expectAgreement()
  // The market may have stood still for so long that it has to be seen again before anything is risked.
  await expect
    .poll(() => story.ask(orderFor('m-afterwards')), { timeout: TIMEOUT_MS, interval: 500 })
    .toMatchObject({ outcome: { kind: 'sent' } })
  await story.expectAgreement()
  await story.expectBalances()
  run.kill('SIGTERM')
  expect(await run.status()).toBe(0)
}

async function openStory(): Promise<CrashStory> {
  const story = await CrashStory.open()
  expect(await story.place('resting').status()).toBe(0)
  return story
}

onUnix(
  'a full disk halts trading, and what the exchange tells meanwhile is booked when there is room',
  async () => {
    const story = await openStory()
    const run = story.runOnDisk('full')
    await reconciled(run)
    await story.turnDisk(run, ARMED)
    await tradeUntilHalted(story, run)
    expect(run.errors).toContain('The disk is full')
    await expectHalted(story)
    await untilAllIsHeard(story)
    expect(await story.ask({ kind: 'resume', scope: 'account' })).toMatchObject({
      outcome: { state: 'halted' },
    })
    await story.turnDisk(run, DISARMED)
    await resume(story, run)
  },
  TIMEOUT_MS,
)

onUnix(
  'a locked database halts trading until the other program lets go of it',
  async () => {
    const story = await openStory()
    const run = story.run()
    await reconciled(run)
    const other = new Database(join(story.profile, 'accounts', 'testnet-binance', 'ledger.db'))
    other.exec('BEGIN IMMEDIATE')
    await tradeUntilHalted(story, run)
    expect(run.errors).toContain('is in use by another program')
    await expectHalted(story)
    other.exec('ROLLBACK')
    other.close()
    await resume(story, run)
  },
  TIMEOUT_MS,
)

onUnix(
  'a broken disk halts trading; orders can be taken back, and the next run has everything',
  async () => {
    const story = await openStory()
    const run = story.runOnDisk('broken')
    await reconciled(run)
    await story.turnDisk(run, ARMED)
    await tradeUntilHalted(story, run)
    expect(run.errors).toContain('Check the disk')
    await expectHalted(story)
    await story.ask({ kind: 'cancel-all' })
    expect(story.exchange.engine.state.orders.open()).toHaveLength(0)
    run.kill('SIGTERM')
    expect(await run.status()).toBe(1)
    expect(run.events().at(-1)?.event).toBe('ended')
    await reconciled(story.run())
    await story.expectAgreement()
    await story.expectBalances()
  },
  TIMEOUT_MS,
)
