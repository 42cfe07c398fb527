import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CapturingServer } from './capturing-server.fixture.ts'
import { factsOf, mainExchange, TRADED_EXCHANGES } from './facts-of.ts'
import { loadSignedExchange } from './signed-exchange.fixture.ts'
import { signWithClock } from './signing-clock.ts'

const NOW = Date.UTC(2031, 5, 7, 8, 9, 10, 123)
const server = new CapturingServer()

beforeAll(() => server.start())
afterAll(() => server.stop())

/** Where each exchange has the time of a signed request. */
const TIMES: Readonly<Record<string, (request: (typeof server.requests)[number]) => unknown>> = {
  binance: ({ fields }) => fields.timestamp,
  bitget: ({ headers }) => headers['access-timestamp'],
  bybit: ({ headers }) => headers['x-bapi-timestamp'],
  coinbase: ({ headers }) => headers['cb-access-timestamp'],
  gate: ({ headers }) => headers.timestamp,
  kraken: ({ fields }) => fields.nonce,
  kucoin: ({ headers }) => headers['kc-api-timestamp'],
  okx: ({ headers }) => headers['ok-access-timestamp'],
}

const SECONDS = String(Math.floor(NOW / 1_000))
const EXPECTED: Readonly<Record<string, string>> = {
  coinbase: SECONDS,
  gate: SECONDS,
  okx: '2031-06-07T08:09:10.123Z',
}

describe.each(TRADED_EXCHANGES)('a request to %s', (exchangeId) => {
  it("is signed with the exchange's time", async () => {
    const exchange = await loadSignedExchange(exchangeId, server.url)
    signWithClock(exchange, { now: () => NOW, risingNonce: false })
    await exchange.fetchBalance().catch(() => undefined)
    const request = server.requests.at(-1)
    if (!request) throw new Error('nothing was sent')
    expect(TIMES[mainExchange(exchangeId)]?.(request)).toBe(
      EXPECTED[mainExchange(exchangeId)] ?? String(NOW),
    )
  })

  it('leaves the clock by which streams are watched as it is', async () => {
    const exchange = await loadSignedExchange(exchangeId, server.url)
    signWithClock(exchange, { now: () => NOW, risingNonce: false })
    expect(Math.abs(exchange.milliseconds() - Date.now())).toBeLessThan(10_000)
  })
})

describe('numbers that must rise', () => {
  it('do so within a millisecond, and when the clock is set back', async () => {
    expect(factsOf('kraken').timing.risingNonce).toBe(true)
    const exchange = await loadSignedExchange('kraken', server.url)
    let now = NOW
    signWithClock(exchange, { now: () => now, risingNonce: true })
    const first = exchange.nonce()
    const second = exchange.nonce()
    now -= 5_000
    const third = exchange.nonce()
    expect([second - first, third - second]).toEqual([1, 1])
  })
})

describe("Bybit's stream", () => {
  it("logs in with the exchange's time, and goes on with ours", async () => {
    const exchange = await loadSignedExchange('bybit', server.url)
    const times: number[] = []
    Object.assign(exchange, { authenticate: () => void times.push(exchange.milliseconds()) })
    signWithClock(exchange, { now: () => NOW, risingNonce: false })
    Reflect.apply(Reflect.get(exchange, 'authenticate'), exchange, [])
    expect(times).toEqual([NOW])
    expect(exchange.milliseconds()).not.toBe(NOW)
  })
})
