import { expect, it, onTestFinished } from 'vitest'
import { failure, success } from '../../domain/result.ts'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import type { Answer } from '../../ports/exchange-client.ts'
import { Heartbeat } from './heartbeat.ts'

const TIMEOUT_MS = 60_000
const BEAT_MS = 15_000

/** An exchange that takes the bots' orders back when nobody renews in time. */
function beating({ hasSwitch = true } = {}) {
  const clock = new ManualClock(0)
  const world = {
    renewed: 0,
    rests: true,
    answer: success(null) as Promise<Answer<null>> | Answer<null>,
  }
  let strike: () => void = () => undefined
  const exchange = { struckAt: null as number | null }
  const renew = async () => {
    world.renewed += 1
    const answer = await world.answer
    if (!answer.ok) return answer
    strike()
    strike = clock.schedule(TIMEOUT_MS, () => {
      exchange.struckAt = clock.now()
    })
    return answer
  }
  const heartbeat = new Heartbeat({
    exchange: hasSwitch ? { deadManSwitch: { timeoutMs: TIMEOUT_MS, renew } } : {},
    wallClock: clock,
    isNeeded: () => world.rests,
  })
  onTestFinished(() => heartbeat.close())
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1_000) {
      clock.advance(1_000)
      await new Promise(setImmediate)
    }
  }
  const told = () => {
    const { state, text } = heartbeat.health() ?? {}
    return `${state}: ${text}`
  }
  return { heartbeat, world, exchange, pass, told }
}

it('keeps the orders of bots where they are for as long as it beats', async () => {
  const { heartbeat, world, exchange, pass, told } = beating()
  expect(told()).toBe('working: It is being armed.')
  heartbeat.start()
  await pass(10 * TIMEOUT_MS)
  expect([world.renewed, exchange.struckAt]).toEqual([1 + (10 * TIMEOUT_MS) / BEAT_MS, null])
  expect(told()).toMatch(
    /^well: What rests for your bots is cancelled .* for 60 s\. Stops .* stay\./,
  )
})

it('has them taken back a minute after its last beat', async () => {
  const { heartbeat, exchange, pass } = beating()
  heartbeat.start()
  await pass(BEAT_MS)
  heartbeat.close()
  await pass(2 * TIMEOUT_MS)
  expect(exchange.struckAt).toBe(BEAT_MS + TIMEOUT_MS)
})

it('survives three beats that fail, and says so', async () => {
  const { heartbeat, world, exchange, pass, told } = beating()
  heartbeat.start()
  await pass(1_000)
  world.answer = failure('it is away')
  await pass(BEAT_MS)
  expect(told()).toBe('attention: It will take the orders of your bots back soon. it is away')
  await pass(2 * BEAT_MS)
  world.answer = success(null)
  await pass(BEAT_MS)
  expect([exchange.struckAt, told()]).toEqual([null, expect.stringMatching(/^well/)])
  world.answer = failure('it is away')
  await pass(2 * TIMEOUT_MS)
  expect([exchange.struckAt === null, told()]).toEqual([
    false,
    'attention: It is not armed. it is away',
  ])
})

it('does not wait for an answer that never comes', async () => {
  const { heartbeat, world, pass } = beating()
  world.answer = new Promise(() => undefined)
  heartbeat.start()
  await pass(3 * BEAT_MS)
  expect(world.renewed).toBe(4)
})

it('is silent while no bot lets anything rest', async () => {
  const { heartbeat, world, pass } = beating()
  world.rests = false
  heartbeat.start()
  await pass(TIMEOUT_MS)
  expect([world.renewed, heartbeat.health()]).toEqual([0, undefined])
  world.rests = true
  await pass(BEAT_MS)
  expect(world.renewed).toBe(1)
})

it('says where the exchange has no such switch', async () => {
  const { heartbeat, told, pass } = beating({ hasSwitch: false })
  heartbeat.start()
  await pass(TIMEOUT_MS)
  expect(told()).toMatch(/^well: This exchange has none that spares stops/)
})
