import { expect, it } from 'vitest'
import type { CommandLine } from '../../main/cli/command-line.fixture.ts'
import { CrashStory, type Ending, orderFor, reconciled } from './crash-story.fixture.ts'

const onUnix = it.skipIf(process.platform === 'win32')
const TIMEOUT_MS = 60_000

interface Scene {
  readonly moment: string
  readonly ending: Ending
  /** Whether the wish to cancel was written down: then it is carried out with the next run. */
  readonly isKept: boolean
}

const SCENES: readonly Scene[] = [
  {
    moment: 'before the wish is written',
    ending: { kind: 'sql', name: 'UPDATE orders', when: 'before' },
    isKept: false,
  },
  {
    moment: 'once it is written, and not sent',
    ending: { kind: 'call', name: 'update-order', when: 'after' },
    isKept: true,
  },
  {
    moment: 'once it is handed to the network, and not sent',
    ending: { kind: 'call', name: 'cancel', when: 'after' },
    isKept: true,
  },
  {
    moment: 'once it has arrived, and the exchange never gets to it',
    ending: { kind: 'arrival', method: 'DELETE', isDone: false },
    isKept: true,
  },
  {
    moment: 'once the exchange has done it',
    ending: { kind: 'arrival', method: 'DELETE', isDone: true },
    isKept: true,
  },
  {
    moment: 'before the answer is written',
    ending: { kind: 'sql', name: 'UPDATE orders', when: 'before', nth: 2 },
    isKept: true,
  },
  {
    moment: 'once the answer is written',
    ending: { kind: 'call', name: 'update-order', when: 'after', nth: 2 },
    isKept: true,
  },
]

function openOrders(story: CrashStory): number {
  return story.exchange.engine.state.orders.open().length
}

async function next(story: CrashStory, ending: Ending): Promise<CommandLine> {
  const run = story.runTo(ending)
  await reconciled(run)
  return run
}

onUnix(
  'a cancel is carried out or was never wished for, wherever the process dies',
  async () => {
    const story = await CrashStory.open()
    expect(await story.place('first').status()).toBe(0)
    let left = 1
    for (const [index, { moment, ending, isKept }] of SCENES.entries()) {
      const run = await next(story, ending)
      await story.expectAgreement()
      await expect.poll(() => openOrders(story)).toBe(left)
      await story.clear()
      expect(openOrders(story), moment).toBe(0)
      const placed = await story.ask(orderFor(`m-${index}`))
      if (!placed.ok || placed.outcome.kind !== 'sent') throw new Error(JSON.stringify(placed))
      // An order that is in agreement is not written again before its cancel is.
      await story.expectAgreement()
      await story.arm(run, ending)
      const { clientOrderId } = placed.outcome.order
      await story.askLast(run, { kind: 'cancel', clientOrderId })
      left = isKept ? 0 : 1
    }
    await reconciled(story.run())
    await expect.poll(() => openOrders(story)).toBe(left)
    await story.expectAgreement()
    await story.expectBalances()
  },
  TIMEOUT_MS,
)

onUnix(
  'all orders are taken back although the process dies between them, and one of them trades meanwhile',
  async () => {
    const story = await CrashStory.open()
    expect(await story.place('first').status()).toBe(0)
    const ending = { kind: 'call', name: 'cancel', when: 'before', nth: 2 } as const
    const run = await next(story, ending)
    await story.ask(orderFor('m-second', { price: '21000' }))
    await story.ask(orderFor('m-third', { price: '22000' }))
    await story.expectAgreement()
    await story.arm(run, ending)
    await story.askLast(run, { kind: 'cancel-all' })
    story.exchange.market.setPrice('BTCUSDT', '21500')
    await reconciled(story.run())
    await story.expectAgreement()
    await story.clear()
    expect(openOrders(story)).toBe(0)
    expect(story.exchange.engine.state.orders.fills()).toHaveLength(1)
    await story.expectBalances()
  },
  TIMEOUT_MS,
)
