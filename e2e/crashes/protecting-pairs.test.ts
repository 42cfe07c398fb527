import { expect, it } from 'vitest'
import { CrashStory, type Ending, orderFor, reconciled } from './crash-story.fixture.ts'

const onUnix = it.skipIf(process.platform === 'win32')
const TIMEOUT_MS = 240_000
const LIST = { kind: 'arrival', method: 'POST', path: '/api/v3/orderList/oco' } as const

const WRITING: readonly Ending[] = [
  { kind: 'call', name: 'insert-orders', when: 'before' },
  { kind: 'call', name: 'write-group', when: 'after' },
]
const SENDING: readonly Ending[] = [
  { kind: 'call', name: 'update-orders', when: 'before' },
  { kind: 'sql', name: 'UPDATE orders', when: 'after' },
  { kind: 'call', name: 'update-orders', when: 'after' },
  { kind: 'call', name: 'submit-pair', when: 'before' },
  { kind: 'call', name: 'submit-pair', when: 'after' },
  { ...LIST, isDone: false },
  { ...LIST, isDone: true },
]
const BOOKING: readonly Ending[] = [
  { kind: 'call', name: 'book-fill', when: 'before' },
  { kind: 'call', name: 'book-fill', when: 'after' },
]

function nameOf(ending: Ending): string {
  return JSON.stringify(ending)
}

/** How often what a pair protects was sold, whichever of its orders did it, and whichever stood in for it. */
function soldOf({ exchange }: CrashStory, id: string): number {
  const { orders } = exchange.engine.state
  return orders
    .all()
    .filter(({ clientOrderId }) => new RegExp(`-${id}(-[twv])?$`).test(clientOrderId))
    .reduce((sum, { filled, quantity }) => sum + Number(filled) / Number(quantity), 0)
}

onUnix.each([
  ['stop', '29400'],
  ['target', '30600'],
] as const)(
  'a pair at the exchange sells once at its %s, wherever the process dies',
  async (role, at) => {
    const story = await CrashStory.open()
    expect(await story.place('first').status()).toBe(0)
    for (const [index, ending] of [...WRITING, ...SENDING, ...BOOKING].entries()) {
      const id = `m-${role[0]}${index}`
      const run = story.runTo(ending)
      await reconciled(run)
      await story.arm(run, ending)
      const prices = { price: null, stopPrice: '29700', targetPrice: '30300' }
      const pair = { ...orderFor(id), side: 'sell', type: 'oco', ...prices } as const
      const isAboutFills = BOOKING.includes(ending)
      if (isAboutFills) await story.ask(pair)
      else await story.askLast(run, pair)
      if (isAboutFills) await expect.poll(() => story.ordersOf(`${id}-t`)).toBe(1)
      story.exchange.market.setPrice('BTCUSDT', at)
      await run.status()
      const next = story.run()
      await reconciled(next)
      const isWritten = index > 0
      await expect
        .poll(() => `${nameOf(ending)}: ${soldOf(story, id)}`)
        .toBe(`${nameOf(ending)}: ${isWritten ? 1 : 0}`)
      await story.expectAgreement()
      for (const one of [id, `${id}-t`]) {
        expect(story.ordersOf(one), nameOf(ending)).toBeLessThanOrEqual(1)
      }
      story.exchange.market.setPrice('BTCUSDT', '30000')
      await story.clear()
      await story.end(next)
    }
    await story.expectBalances()
  },
  TIMEOUT_MS,
)

onUnix(
  'a pair at the exchange is taken back whole, wherever the process dies over it',
  async () => {
    const story = await CrashStory.open()
    expect(await story.place('first').status()).toBe(0)
    const endings: readonly Ending[] = [
      { kind: 'call', name: 'update-order', when: 'after' },
      { kind: 'call', name: 'cancel', when: 'before' },
      { kind: 'call', name: 'cancel', when: 'after' },
      { kind: 'arrival', method: 'DELETE', isDone: false },
      { kind: 'arrival', method: 'DELETE', isDone: true },
    ]
    for (const [index, ending] of endings.entries()) {
      const id = `m-c${index}`
      const run = story.runTo(ending)
      await reconciled(run)
      await story.clear()
      const prices = { price: null, stopPrice: '29000', targetPrice: '31000' }
      const placed = await story.ask({ ...orderFor(id), side: 'sell', type: 'oco', ...prices })
      if (!placed.ok || placed.outcome.kind !== 'sent') throw new Error(JSON.stringify(placed))
      const { clientOrderId } = placed.outcome.order
      await story.expectAgreement()
      await story.arm(run, ending)
      await Promise.all([
        run.status(),
        story.ask({ kind: 'cancel', clientOrderId }).catch(() => null),
      ])
      const next = story.run()
      await reconciled(next)
      await expect.poll(() => story.exchange.engine.state.orders.open().length).toBe(0)
      await story.expectAgreement()
      await story.end(next)
    }
    await story.expectBalances()
  },
  TIMEOUT_MS,
)
