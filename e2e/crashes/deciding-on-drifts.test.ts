import { expect, it } from 'vitest'
import type { CommandLine } from '../../main/cli/command-line.fixture.ts'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import type { CrashPoint } from './crash-point.ts'
import { CrashStory, reconciled } from './crash-story.fixture.ts'

const onUnix = it.skipIf(process.platform === 'win32')
const TIMEOUT_MS = 180_000

type Decision = 'adopt' | 'ignore' | 'fix'

const DECIDING: readonly CrashPoint[] = [
  { kind: 'sql', name: 'INSERT INTO drifts', when: 'before' },
  { kind: 'sql', name: 'INSERT INTO drifts', when: 'after' },
]
const TAKING_OVER: readonly CrashPoint[] = [
  { kind: 'call', name: 'insert-orders', when: 'before' },
  { kind: 'call', name: 'insert-orders', when: 'after' },
  { kind: 'call', name: 'book-fill', when: 'before' },
  { kind: 'call', name: 'book-fill', when: 'after' },
]
const BOOKING: readonly CrashPoint[] = [
  { kind: 'call', name: 'append-transfers', when: 'before' },
  { kind: 'call', name: 'append-transfers', when: 'after' },
]

/** Somebody else's purchase, a part of which has traded already. */
function orderElsewhere({ exchange }: CrashStory): number {
  const wish = { symbol: 'BTCUSDT', side: 'buy', quantity: '0.01', price: '15000' } as const
  const { id } = exchange.placeManually(wish)
  exchange.engine.fill(id, '0.004')
  return id
}

/** The one open drift of a kind, once the engine shows it. */
async function driftOf(story: CrashStory, kind: string): Promise<string> {
  const find = () => story.openDrifts().find((drift) => drift.kind === kind)?.driftId
  await expect.poll(find).toBeDefined()
  return find() ?? ''
}

/** As often as it takes: a decision that died with the process was none. */
async function decideAll(story: CrashStory, decision: Decision): Promise<void> {
  for (const { driftId } of story.openDrifts()) {
    await story.ask({ kind: 'decide', driftId, decision })
  }
}

async function dieDeciding(
  story: CrashStory,
  point: CrashPoint,
  { kind, decision }: { readonly kind: string; readonly decision: Decision },
): Promise<CommandLine> {
  const run = story.runTo(point)
  await reconciled(run)
  const driftId = await driftOf(story, kind)
  await story.arm(run, point)
  await story.askLast(run, { kind: 'decide', driftId, decision })
  const next = story.run()
  await reconciled(next)
  return next
}

onUnix(
  'an order that is taken over is there once with all of its trades, wherever the process dies',
  async () => {
    const story = await CrashStory.open()
    expect(await story.place('first').status()).toBe(0)
    const takenOver: number[] = []
    for (const point of [...DECIDING, ...TAKING_OVER]) {
      takenOver.push(orderElsewhere(story))
      const next = await dieDeciding(story, point, { kind: 'external-order', decision: 'adopt' })
      const isDecided = () => story.openDrifts().every(({ kind }) => kind !== 'external-order')
      if (!isDecided()) await decideAll(story, 'adopt')
      await story.expectAgreement(takenOver)
      await story.end(next)
    }
    await story.expectBalances()
  },
  TIMEOUT_MS,
)

onUnix(
  'a balance that is adopted is booked once, wherever the process dies',
  async () => {
    const story = await CrashStory.open()
    expect(await story.place('first').status()).toBe(0)
    for (const point of [...DECIDING, ...BOOKING]) {
      story.exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '10')
      const next = await dieDeciding(story, point, { kind: 'balance', decision: 'adopt' })
      await decideAll(story, 'adopt')
      await story.expectAgreement()
      await story.end(next)
    }
    await story.expectBalances()
  },
  TIMEOUT_MS,
)

onUnix.each(['ignore', 'fix'] as const)(
  'the decision to %s is kept or was never made, wherever the process dies',
  async (decision) => {
    const story = await CrashStory.open()
    expect(await story.place('first').status()).toBe(0)
    const wish = { symbol: 'BTCUSDT', side: 'buy', quantity: '0.01', price: '15000' } as const
    for (const point of DECIDING) {
      const { id } = story.exchange.placeManually(wish)
      const next = await dieDeciding(story, point, { kind: 'external-order', decision })
      await decideAll(story, decision)
      await expect.poll(() => story.openDrifts()).toEqual([])
      const isOpen = () => story.exchange.engine.state.orders.open().some((one) => one.id === id)
      if (decision === 'fix') await expect.poll(isOpen).toBe(false)
      else expect(isOpen()).toBe(true)
      await story.expectAgreement()
      await story.end(next)
    }
  },
  TIMEOUT_MS,
)
