import { expect, it } from 'vitest'
import type { Moment } from '../fake-exchange/faults.ts'
import { CrashStory } from './crash-story.fixture.ts'

const TIMEOUT_MS = 60_000
/** The minute that a command waits for an answer takes one second. */
const SPEED = 60
const ORDERS = { path: '/api/v3/order', method: 'POST' } as const

/** From the next order on nothing is answered any more, and the exchange has that order or never gets it. */
function fallSilent({ exchange }: CrashStory, moment: Moment): void {
  const action = () => {
    exchange.streams.refuses = true
    exchange.streams.silence()
    exchange.failWith({ kind: 'reset' }, { ...ORDERS, moment }, 1)
    exchange.failWith({ kind: 'reset' }, { path: '/api/v3/', method: 'GET' })
  }
  // The last that is asked for before an order is sent.
  exchange.failWith({ kind: 'meanwhile', action }, '/api/v3/depth', 1)
}

it.each([
  { moment: 'after', attempts: 2, outcome: { status: 0, state: 'open' }, orders: 1 },
  { moment: 'before', attempts: 1, outcome: { status: 2, state: 'absent' }, orders: 0 },
] as const)(
  'an order whose answer is lost $moment it was carried out is unresolved until the exchange can be asked',
  async ({ moment, attempts, outcome, orders }) => {
    const story = await CrashStory.open({ speed: SPEED })
    expect(await story.place('first').status()).toBe(0)
    fallSilent(story, moment)
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const unanswered = story.place('lost')
      expect(await unanswered.status(), unanswered.errors).toBe(3)
      expect(JSON.parse(unanswered.output)).toMatchObject({ state: 'unresolved' })
      // Its account is open without the exchange; that is asked for the market alone.
      story.exchange.calm()
      story.exchange.streams.refuses = true
      story.exchange.failWith({ kind: 'reset' }, { path: '/api/v3/o', method: 'GET' })
      story.exchange.failWith({ kind: 'reset' }, { path: '/api/v3/myTrades', method: 'GET' })
    }
    story.exchange.calm()
    const answered = story.place('lost')
    expect(await answered.status(), answered.errors).toBe(outcome.status)
    expect(JSON.parse(answered.output)).toMatchObject({ state: outcome.state })
    expect(story.ordersOf('m-lost')).toBe(orders)
    await story.expectAgreement()
    await story.expectBalances()
  },
  TIMEOUT_MS,
)
