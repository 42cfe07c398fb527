import { expect, it } from 'vitest'
import {
  CrashStory,
  type Ending,
  marketOrder,
  orderFor,
  reconciled,
} from './crash-story.fixture.ts'

const onUnix = it.skipIf(process.platform === 'win32')
const TIMEOUT_MS = 60_000

interface Scene {
  readonly moment: string
  readonly ending: Ending
  /** How many orders are at the exchange afterwards, and when the wish was repeated. */
  readonly orders: readonly [0 | 1, 0 | 1]
  readonly isRejected?: true
}

const SCENES: readonly Scene[] = [
  {
    moment: 'before the intent is written',
    ending: { kind: 'sql', name: 'INSERT INTO orders', when: 'before' },
    orders: [0, 1],
  },
  {
    moment: 'once it is written, and its commit is not',
    ending: { kind: 'call', name: 'insert-orders', when: 'after' },
    orders: [0, 1],
  },
  {
    moment: 'once it is on disk, and not sent',
    ending: { kind: 'call', name: 'write-group', when: 'after' },
    orders: [0, 0],
  },
  {
    moment: 'once it is handed to the network, and not sent',
    ending: { kind: 'call', name: 'submit', when: 'after' },
    orders: [0, 0],
  },
  {
    moment: 'once it has arrived, and the exchange never gets to it',
    ending: { kind: 'arrival', method: 'POST', isDone: false },
    orders: [0, 0],
  },
  {
    moment: 'once the exchange has it',
    ending: { kind: 'arrival', method: 'POST', isDone: true },
    orders: [1, 1],
  },
  {
    moment: 'when the answer arrives',
    ending: { kind: 'call', name: 'acceptance', when: 'before' },
    orders: [1, 1],
  },
  {
    moment: 'when the answer is understood',
    ending: { kind: 'call', name: 'acceptance', when: 'after' },
    orders: [1, 1],
  },
  {
    moment: 'before the answer is written',
    ending: { kind: 'sql', name: 'UPDATE orders', when: 'before' },
    orders: [1, 1],
  },
  {
    moment: 'once the answer is written',
    ending: { kind: 'call', name: 'update-order', when: 'after' },
    orders: [1, 1],
  },
  {
    moment: 'before a rejection is written',
    ending: { kind: 'sql', name: 'UPDATE orders', when: 'before' },
    orders: [0, 0],
    isRejected: true,
  },
  {
    moment: 'once a rejection is written',
    ending: { kind: 'call', name: 'update-order', when: 'after' },
    orders: [0, 0],
    isRejected: true,
  },
]

const REJECTION = {
  kind: 'answer',
  status: 400,
  body: { code: -2010, msg: 'Account has insufficient balance for requested action.' },
} as const

/** With the next run, our record is the exchange's, and the wish repeated makes no second order. */
async function ordersAfter(story: CrashStory, order: ReturnType<typeof orderFor>) {
  await story.expectAgreement()
  const before = story.ordersOf(order.intentId)
  expect(await story.ask(order)).toMatchObject({ ok: true, outcome: { kind: 'sent' } })
  await story.expectAgreement()
  return [before, story.ordersOf(order.intentId)]
}

onUnix(
  'one intent is one order, wherever the process dies',
  async () => {
    const story = await CrashStory.open()
    expect(await story.place('first').status()).toBe(0)
    let order = orderFor('m-first')
    let expected: Scene['orders'] = [1, 1]
    for (const [index, { moment, ending, orders, isRejected }] of SCENES.entries()) {
      const run = story.runTo(ending)
      await reconciled(run)
      expect(await ordersAfter(story, order), moment).toEqual(expected)
      await story.clear()
      order = index % 2 === 0 ? orderFor(`m-${index}`) : marketOrder(`m-${index}`)
      if (isRejected)
        story.exchange.failWith(REJECTION, { path: '/api/v3/order', method: 'POST' }, 1)
      await story.arm(run, ending)
      await story.askLast(run, order)
      expected = orders
    }
    await reconciled(story.run())
    expect(await ordersAfter(story, order)).toEqual(expected)
    await story.expectBalances()
  },
  TIMEOUT_MS,
)

onUnix(
  'a command that dies with its own engine can be repeated',
  async () => {
    const story = await CrashStory.open()
    const written = story.place('first', {
      kind: 'call',
      name: 'write-group',
      when: 'after',
      isArmed: true,
    })
    expect(await written.status()).toBe(null)
    const absent = story.place('first')
    expect(await absent.status()).toBe(2)
    expect(JSON.parse(absent.output)).toMatchObject({ intentId: 'm-first', state: 'absent' })
    const answered = story.place('second', {
      kind: 'sql',
      name: 'UPDATE orders',
      when: 'before',
      isArmed: true,
    })
    expect(await answered.status()).toBe(null)
    const found = story.place('second')
    expect(await found.status()).toBe(0)
    expect(JSON.parse(found.output)).toMatchObject({ intentId: 'm-second', state: 'open' })
    expect([story.ordersOf('m-first'), story.ordersOf('m-second')]).toEqual([0, 1])
    await story.expectAgreement()
    await story.expectBalances()
  },
  TIMEOUT_MS,
)
