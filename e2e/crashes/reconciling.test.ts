import { expect, it } from 'vitest'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import type { CrashPoint } from './crash-point.ts'
import { CrashStory, marketOrder, reconciled } from './crash-story.fixture.ts'

const onUnix = it.skipIf(process.platform === 'win32')
const TIMEOUT_MS = 60_000

/** Where the reconciliation breaks off that a start begins with. */
const POINTS: readonly (readonly [string, CrashPoint])[] = [
  ['before it asks', { kind: 'call', name: 'load-open-orders', when: 'after' }],
  ['when the balances are told', { kind: 'call', name: 'balances', when: 'after' }],
  ['before a missing fill is booked', { kind: 'sql', name: 'INSERT INTO fills', when: 'before' }],
  ['once it is booked', { kind: 'call', name: 'book-fill', when: 'after' }],
  ['before a drift is written', { kind: 'sql', name: 'INSERT INTO drifts', when: 'before' }],
  ['once it is written', { kind: 'sql', name: 'INSERT INTO drifts', when: 'after' }],
  ['before deposits are booked', { kind: 'sql', name: 'INSERT INTO transfers', when: 'before' }],
  ['between them', { kind: 'sql', name: 'INSERT INTO transfers', when: 'after' }],
  ['once they are booked', { kind: 'call', name: 'append-transfers', when: 'after' }],
  ['before the time is written', { kind: 'sql', name: 'INSERT INTO facts', when: 'before' }],
  ['once the time is written', { kind: 'sql', name: 'INSERT INTO facts', when: 'after' }],
]

/** What goes on while no engine runs: fills, money that comes and goes, an order of somebody else's. */
function liveOn({ exchange, lastOrderId }: CrashStory, resting: number): number {
  const { engine } = exchange
  engine.fill(resting, '0.0005')
  engine.deposit(MAIN_ACCOUNT, 'USDT', '10')
  engine.withdraw(MAIN_ACCOUNT, 'BTC', '0.001', '0.0001')
  engine.deposit(MAIN_ACCOUNT, 'ETH', '1')
  if (lastOrderId !== resting) return lastOrderId
  return exchange.placeManually({
    symbol: 'BTCUSDT',
    side: 'buy',
    quantity: '0.01',
    price: '15000',
  }).id
}

onUnix(
  'what happened meanwhile is booked once, wherever the reconciliation breaks off',
  async () => {
    const story = await CrashStory.open({ mode: 'live' })
    expect(await story.place('resting').status()).toBe(0)
    const resting = story.lastOrderId
    let theirs = resting
    for (const [moment, point] of POINTS) {
      theirs = liveOn(story, resting)
      expect(await story.run({ ...point, isArmed: true }).status(), moment).toBe(null)
    }
    const last = story.run()
    await reconciled(last)
    await expect
      .poll(() => story.openDrifts())
      .toMatchObject([{ kind: 'external-order', about: String(theirs) }])
    story.exchange.engine.cancel(theirs)
    await story.expectAgreement()
    expect(await story.ask(marketOrder('m-last'))).toMatchObject({ outcome: { kind: 'sent' } })
    await story.expectAgreement()
    await story.expectBalances()
  },
  TIMEOUT_MS,
)
