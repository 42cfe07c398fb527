import { expect, it, onTestFinished } from 'vitest'
import { failure, success } from '../../domain/result.ts'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import type { Answer } from '../../ports/exchange-client.ts'
import { type KeyReport, UNKNOWN_KEY } from '../../ports/key-report.ts'
import { KeyWatch } from './key-watch.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const NOW = Date.UTC(2026, 10, 22, 12)

/** An exchange that answers so, until the test has it answer otherwise. */
function watching(first: Answer<KeyReport>) {
  const clock = new ManualClock(NOW)
  const exchange = { answer: first, asked: 0 }
  const told: KeyReport[] = []
  const watch = new KeyWatch({
    exchange: {
      fetchKey: async () => {
        exchange.asked += 1
        return exchange.answer
      },
    },
    wallClock: clock,
    told: (report) => told.push(report),
  })
  onTestFinished(() => watch.close())
  watch.start()
  const pass = async (ms: number) => {
    clock.advance(ms)
    await new Promise(setImmediate)
  }
  return { exchange, told, watch, pass }
}

function endingIn(ms: number): Answer<KeyReport> {
  return success({ ...UNKNOWN_KEY, expiry: { kind: 'at', time: NOW + ms } })
}

it('asks after the start, then once a day', async () => {
  const { exchange, told, pass, watch } = watching(endingIn(200 * DAY_MS))
  expect(watch.known).toBeUndefined()
  await pass(5_000)
  expect([exchange.asked, told.length, watch.known]).toEqual([1, 1, exchange.answer])
  await pass(DAY_MS - 1)
  expect(exchange.asked).toBe(1)
  await pass(1)
  expect(exchange.asked).toBe(2)
})

it('asks sooner when the next notice is due within the day', async () => {
  const { exchange, pass } = watching(endingIn(7 * DAY_MS + HOUR_MS))
  await pass(5_000)
  await pass(HOUR_MS - 5_001)
  expect(exchange.asked).toBe(1)
  await pass(1)
  expect(exchange.asked).toBe(2)
})

it('asks again after an hour where it got no answer, and keeps what it knows', async () => {
  const { exchange, told, pass, watch } = watching(failure('it is away'))
  await pass(5_000)
  expect([watch.known, told]).toEqual([failure('it is away'), []])
  exchange.answer = success(UNKNOWN_KEY)
  await pass(HOUR_MS)
  exchange.answer = failure('it is away again')
  await pass(DAY_MS)
  expect([watch.known, told]).toEqual([success(UNKNOWN_KEY), [UNKNOWN_KEY]])
})

it('tells that a key has ended although it cannot ask about itself any more', async () => {
  const { exchange, told, pass } = watching(endingIn(30 * 60_000))
  await pass(5_000)
  exchange.answer = failure('there is no such key')
  expect(told).toHaveLength(1)
  await pass(HOUR_MS)
  expect(told).toHaveLength(2)
  expect(told[1]).toEqual(told[0])
})

it('asks nothing any more once it is closed', async () => {
  const { exchange, told, pass, watch } = watching(success(UNKNOWN_KEY))
  watch.close()
  await pass(2 * DAY_MS)
  expect([exchange.asked, told]).toEqual([0, []])
})
