import { expect, it } from 'vitest'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import type { CrashPoint } from './crash-point.ts'
import { CrashStory, marketOrder, orderFor, reconciled } from './crash-story.fixture.ts'

const onUnix = it.skipIf(process.platform === 'win32')
const TIMEOUT_MS = 60_000

interface Scene {
  readonly moment: string
  readonly ending: CrashPoint
  /** What makes the exchange trade: a part of what rests there, or something new that trades in parts. */
  readonly trade: 'rests' | 'buys' | 'sells'
}

const SCENES: readonly Scene[] = [
  {
    moment: 'when a fill is told',
    ending: { kind: 'call', name: 'execution', when: 'before' },
    trade: 'rests',
  },
  {
    moment: 'before a fill is booked',
    ending: { kind: 'sql', name: 'INSERT INTO fills', when: 'before' },
    trade: 'rests',
  },
  {
    moment: 'with the fill in the transaction, and its order not',
    ending: { kind: 'sql', name: 'INSERT INTO fills', when: 'after' },
    trade: 'rests',
  },
  {
    moment: 'before the transaction is committed',
    ending: { kind: 'sql', name: 'COMMIT', when: 'before' },
    trade: 'rests',
  },
  {
    moment: 'once it is committed',
    ending: { kind: 'sql', name: 'COMMIT', when: 'after' },
    trade: 'rests',
  },
  {
    moment: 'once it is booked, and nobody was told',
    ending: { kind: 'call', name: 'book-fill', when: 'after' },
    trade: 'rests',
  },
  {
    moment: 'between two fills of a purchase',
    ending: { kind: 'sql', name: 'INSERT INTO fills', when: 'before', nth: 2 },
    trade: 'buys',
  },
  {
    moment: 'after the second of three fills of a sale',
    ending: { kind: 'call', name: 'book-fill', when: 'after', nth: 2 },
    trade: 'sells',
  },
]

const PORTIONS = ['0.002', '0.003', '0.005']

onUnix(
  'every fill is booked once, wherever the process dies',
  async () => {
    const story = await CrashStory.open()
    const { engine } = story.exchange
    engine.setFees(MAIN_ACCOUNT, { discountAsset: 'BNB' })
    expect(await story.place('resting').status()).toBe(0)
    const resting = story.lastOrderId
    for (const [index, { ending, trade }] of SCENES.entries()) {
      const run = story.runTo(ending)
      await reconciled(run)
      await story.expectAgreement()
      await story.arm(run, ending)
      if (trade === 'rests') {
        engine.fill(resting, '0.001')
        expect(await run.status()).toBe(null)
        // Nobody listens.
        engine.fill(resting, '0.0005')
      } else {
        engine.scriptFills('BTCUSDT', PORTIONS)
        const order = marketOrder(`m-${index}`)
        await story.askLast(run, trade === 'buys' ? order : { ...order, side: 'sell' })
      }
    }
    const last = story.run()
    await reconciled(last)
    await story.expectAgreement()
    await story.ask(orderFor('m-last', { price: '25000' }))
    await story.expectAgreement()
    await story.expectBalances()
    expect(engine.state.orders.fills()).toHaveLength(18)
  },
  TIMEOUT_MS,
)
