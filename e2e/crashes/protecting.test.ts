import { expect, it } from 'vitest'
import { CrashStory, type Ending, orderFor, reconciled } from './crash-story.fixture.ts'

const onUnix = it.skipIf(process.platform === 'win32')
const TIMEOUT_MS = 240_000

const WRITING: readonly Ending[] = [
  { kind: 'call', name: 'insert-orders', when: 'before' },
  { kind: 'call', name: 'write-group', when: 'after' },
]
const SENDING: readonly Ending[] = [
  { kind: 'call', name: 'submit', when: 'before' },
  { kind: 'call', name: 'submit', when: 'after' },
  { kind: 'arrival', method: 'POST', isDone: false },
  { kind: 'arrival', method: 'POST', isDone: true },
]
const TAKING_BACK: readonly Ending[] = [
  { kind: 'call', name: 'cancel', when: 'before' },
  { kind: 'call', name: 'cancel', when: 'after' },
  { kind: 'arrival', method: 'DELETE', isDone: false },
  { kind: 'arrival', method: 'DELETE', isDone: true },
  { kind: 'call', name: 'update-order', when: 'after', nth: 3 },
]
const BOOKING: readonly Ending[] = [
  { kind: 'call', name: 'book-fill', when: 'before' },
  { kind: 'call', name: 'book-fill', when: 'after' },
]

function nameOf(ending: Ending): string {
  return ending.kind === 'arrival'
    ? `${ending.method} has arrived and is ${ending.isDone ? '' : 'not '}done`
    : `${ending.when} ${ending.name} ${ending.nth ?? 1}`
}

/** An order that is about to leave is sent once, and here it does not get to the exchange. */
function isNeverThere(ending: Ending): boolean {
  if (ending.kind === 'arrival') return ending.method === 'POST' && !ending.isDone
  return ending.name === 'submit' || ending.name === 'update-order'
}

function openIds({ exchange }: CrashStory): readonly string[] {
  return exchange.engine.state.orders.open().map(({ clientOrderId }) => clientOrderId)
}

/** By its id. */
function isWatchedStop(clientOrderId: string): boolean {
  return clientOrderId.endsWith('-w')
}

/** How much of the orders of these intents has traded at the exchange: one is all of one of them. */
function tradedOf({ exchange }: CrashStory, ids: readonly string[]): number {
  const { orders } = exchange.engine.state
  return orders
    .all()
    .filter(({ clientOrderId }) => ids.some((id) => clientOrderId.endsWith(`-${id}`)))
    .reduce((sum, { filled, quantity }) => sum + Number(filled) / Number(quantity), 0)
}

onUnix(
  'a purchase is protected once it has traded, wherever the process dies over it',
  async () => {
    const story = await CrashStory.open()
    expect(await story.place('first').status()).toBe(0)
    const stopSent = SENDING.slice(0, 2).map((ending): Ending => ({ ...ending, nth: 2 }) as Ending)
    for (const [index, ending] of [...WRITING, ...SENDING, ...BOOKING, ...stopSent].entries()) {
      const run = story.runTo(ending)
      await reconciled(run)
      await story.clear()
      await story.arm(run, ending)
      const exits = { stopPrice: '29700' }
      const bracket = { ...orderFor(`m-b${index}`), type: 'market', price: null, ...exits } as const
      await story.askLast(run, bracket)
      const next = story.run()
      await reconciled(next)
      const bought = tradedOf(story, [`m-b${index}`])
      // A stop that never got to the exchange is watched here.
      const stops = () => [...openIds(story), ...story.waitingIds().filter(isWatchedStop)]
      const stop = stopSent.includes(ending) ? 'w' : 's'
      await expect
        .poll(stops)
        .toEqual(bought > 0 ? [expect.stringMatching(new RegExp(`m-b${index}-${stop}$`))] : [])
      await story.expectAgreement()
      expect(story.ordersOf(`m-b${index}`), nameOf(ending)).toBeLessThanOrEqual(1)
      await story.end(next)
    }
    await story.expectBalances()
  },
  TIMEOUT_MS,
)

onUnix(
  'a trailing stop is at the exchange at most once, and sells once, wherever the process dies',
  async () => {
    const story = await CrashStory.open()
    expect(await story.place('first').status()).toBe(0)
    for (const [index, ending] of [...WRITING, ...SENDING, ...BOOKING].entries()) {
      const id = `m-t${index}`
      const run = story.runTo(ending)
      await reconciled(run)
      await story.arm(run, ending)
      const terms = { side: 'sell', type: 'trailing-stop', price: null } as const
      const trailing = { ...orderFor(id), ...terms, trailingPercent: '2' } as const
      const isAboutFills = BOOKING.includes(ending)
      if (isAboutFills) await story.ask(trailing)
      else await story.askLast(run, trailing)
      if (isAboutFills) await expect.poll(() => story.ordersOf(id)).toBe(1)
      // It follows the prices that it sees.
      story.exchange.market.setPrice('BTCUSDT', '30300')
      story.exchange.market.setPrice('BTCUSDT', '29000')
      await run.status()
      const next = story.run()
      await reconciled(next)
      // What was written down and not sent is sent by nobody: it is proven absent, and said to be.
      const expected = WRITING.includes(ending) || isNeverThere(ending) ? 0 : 1
      await expect
        .poll(() => `${nameOf(ending)}: ${tradedOf(story, [id])}`)
        .toBe(`${nameOf(ending)}: ${expected}`)
      await story.expectAgreement()
      expect(story.ordersOf(id), nameOf(ending)).toBe(expected)
      story.exchange.market.setPrice('BTCUSDT', '30000')
      await story.clear()
      await story.end(next)
    }
    await story.expectBalances()
  },
  TIMEOUT_MS,
)

onUnix(
  'an order and the one that takes its place are never both there, wherever the process dies',
  async () => {
    const story = await CrashStory.open()
    expect(await story.place('first').status()).toBe(0)
    for (const [index, ending] of [...WRITING, ...TAKING_BACK, ...SENDING].entries()) {
      const run = story.runTo(ending)
      await reconciled(run)
      await story.clear()
      const placed = await story.ask(orderFor(`m-a${index}`))
      if (!placed.ok || placed.outcome.kind !== 'sent') throw new Error(JSON.stringify(placed))
      await story.expectAgreement()
      await story.arm(run, ending)
      const replaces = placed.outcome.order.clientOrderId
      await story.askLast(run, orderFor(`m-r${index}`, { price: '21000', replaces }))
      const next = story.run()
      await reconciled(next)
      const isWished = index > 0
      const survivor = isWished ? `m-r${index}` : `m-a${index}`
      await story.expectAgreement()
      await expect
        .poll(() => openIds(story))
        .toEqual(isNeverThere(ending) ? [] : [expect.stringMatching(new RegExp(`${survivor}$`))])
      expect(story.ordersOf(`m-r${index}`), nameOf(ending)).toBeLessThanOrEqual(1)
      await story.end(next)
    }
    await story.expectBalances()
  },
  TIMEOUT_MS,
)
