import { afterEach, describe, expect, it } from 'vitest'
import { FakeBinance } from './fake-binance.ts'
import type { Fault } from './faults.ts'

const START_TIME = Date.UTC(2025, 5, 1, 12, 0, 30)
const MINUTE_MS = 60_000

const exchange = new FakeBinance({ startTime: START_TIME, speed: 0 })

afterEach(async () => {
  exchange.faults.clear()
  exchange.thaw()
  await exchange.stop()
})

function klines(query: string): readonly (readonly [number, ...string[]])[] {
  const answer = exchange.answer(`/api/v3/klines?symbol=BTCUSDT&${query}`)
  expect(answer.status).toBe(200)
  return JSON.parse(answer.body)
}

describe('klines', () => {
  const openTimes = (query: string) =>
    klines(query).map(([openTime]) => (openTime - START_TIME + 30_000) / MINUTE_MS)
  const at = (minutes: number) => START_TIME - 30_000 + minutes * MINUTE_MS

  it('end with the one that is forming', () => {
    expect(openTimes('interval=1m&limit=3')).toEqual([-2, -1, 0])
    expect(klines('interval=1m').length).toBe(500)
    expect(klines('interval=1m&limit=5000').length).toBe(1_000)
  })

  it('begin at startTime, and at the next full one when it lies between two', () => {
    expect(openTimes(`interval=1m&startTime=${at(-5)}`)).toEqual([-5, -4, -3, -2, -1, 0])
    expect(openTimes(`interval=1m&startTime=${at(-5) + 1}&limit=2`)).toEqual([-4, -3])
    expect(openTimes(`interval=1m&startTime=${at(1)}`)).toEqual([])
  })

  it('end at endTime', () => {
    expect(openTimes(`interval=1m&endTime=${at(-5)}&limit=2`)).toEqual([-6, -5])
    expect(openTimes(`interval=1m&startTime=${at(-5)}&endTime=${at(-4)}`)).toEqual([-5, -4])
  })

  it('do not reach back before trading began', () => {
    expect(klines('interval=1d&startTime=0&limit=1')[0]?.[0]).toBe(Date.UTC(2017, 7, 18))
  })

  it('join up, and longer ones are made of shorter ones', () => {
    const minutes = klines(`interval=1m&startTime=${at(-60)}&limit=5`)
    const [five] = klines(`interval=5m&startTime=${at(-60)}&limit=1`)
    expect(minutes[1]?.[1]).toBe(minutes[0]?.[4])
    expect(five?.[1]).toBe(minutes[0]?.[1])
    expect(five?.[4]).toBe(minutes[4]?.[4])
    const highest = Math.max(...minutes.map((minute) => Number(minute[2])))
    expect(Number(five?.[2])).toBe(highest)
  })

  it('grow while they form, and never shrink', () => {
    const forming = Array.from({ length: 12 }, (_, step) => {
      exchange.clock.setTime(at(0) + step * 5_000)
      return klines('interval=1m&limit=1')[0]?.map(Number) ?? []
    })
    exchange.clock.setTime(at(1))
    forming.push(klines('interval=1m&limit=2')[0]?.map(Number) ?? [])
    for (const [position, kline] of forming.entries()) {
      const [, open = 0, high = 0, low = 0, close = 0, volume = 0] = kline
      const [, , earlierHigh = 0, earlierLow = 1e9, , earlierVolume = 0] =
        forming[position - 1] ?? []
      expect(Math.max(open, close)).toBeLessThanOrEqual(high)
      expect(Math.min(open, close)).toBeGreaterThanOrEqual(low)
      expect(high).toBeGreaterThanOrEqual(earlierHigh)
      expect(low).toBeLessThanOrEqual(earlierLow)
      expect(volume).toBeGreaterThanOrEqual(earlierVolume)
    }
    exchange.clock.setTime(START_TIME)
  })

  it('stand still when frozen, although time goes on', () => {
    exchange.freeze()
    exchange.clock.advance(10 * MINUTE_MS)
    expect(openTimes('interval=1m&limit=1')).toEqual([0])
    expect(JSON.parse(exchange.answer('/api/v3/time').body).serverTime).toBe(
      START_TIME + 10 * MINUTE_MS,
    )
    exchange.thaw()
    expect(openTimes('interval=1m&limit=1')).toEqual([10])
    exchange.clock.setTime(START_TIME)
  })
})

describe('errors of the API', () => {
  it.each([
    ['klines?interval=1m', -1102],
    ['klines?symbol=BTCUSDT', -1102],
    ['klines?symbol=NOPE&interval=1m', -1121],
    ['klines?symbol=BTCUSDT&interval=7m', -1120],
    ['klines?symbol=BTCUSDT&interval=1m&limit=x', -1100],
    ['ticker/price?symbol=NOPE', -1121],
  ])('%s answers %d', (path, code) => {
    const answer = exchange.answer(`/api/v3/${path}`)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body).code).toBe(code)
  })

  it('an unknown path answers 404', () => {
    expect(exchange.answer('/api/v3/nothing').status).toBe(404)
    expect(exchange.answer('/api/v3/time', 'POST').status).toBe(404)
  })
})

describe('the server', () => {
  it('counts the weight of requests', async () => {
    const url = await exchange.start()
    const first = await fetch(`${url}/api/v3/ping`)
    const second = await fetch(`${url}/api/v3/klines?symbol=BTCUSDT&interval=1m`)
    const used = (response: Response) => Number(response.headers.get('x-mbx-used-weight-1m'))
    expect(used(second) - used(first)).toBe(2)
  })

  it('refuses connections while it is away, and answers at the same address when it is back', async () => {
    const url = await exchange.start()
    await exchange.goAway()
    await expect(fetch(`${url}/api/v3/ping`)).rejects.toThrow()
    await exchange.comeBack()
    expect((await fetch(`${url}/api/v3/ping`)).status).toBe(200)
    expect(exchange.url).toBe(url)
  })

  it('cuts off whoever is waiting when it goes away', async () => {
    const url = await exchange.start()
    exchange.failWith({ kind: 'hang' })
    const waiting = fetch(`${url}/api/v3/ping`)
    const before = exchange.requests.length
    await expect.poll(() => exchange.requests.length).toBeGreaterThan(before)
    await Promise.all([expect(waiting).rejects.toThrow(), exchange.goAway()])
  })

  it('spoils as many requests as it is told to, and only those below the path', async () => {
    const url = await exchange.start()
    exchange.failWith({ kind: 'server-error' }, '/api/v3/time', 2)
    const status = async (path: string) => (await fetch(`${url}/api/v3/${path}`)).status
    expect(await status('ping')).toBe(200)
    expect(await status('time')).toBe(500)
    expect(await status('time')).toBe(500)
    expect(await status('time')).toBe(200)
  })

  const broken: readonly Fault[] = [
    { kind: 'reset' },
    { kind: 'cut-off' },
    { kind: 'truncated' },
    { kind: 'empty' },
    { kind: 'html' },
  ]
  it.each(broken)('can send what is no JSON: %o', async (fault) => {
    const url = await exchange.start()
    exchange.failWith(fault)
    const answer = fetch(`${url}/api/v3/time`).then((response) => response.json())
    await expect(answer).rejects.toThrow()
  })

  it.each([429, 418] as const)('can say %d and for how long', async (status) => {
    const url = await exchange.start()
    exchange.failWith({ kind: 'rate-limit', status, retryAfterSeconds: 7 })
    const answer = await fetch(`${url}/api/v3/time`)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('retry-after')).toBe('7')
    expect(await answer.json()).toMatchObject({ code: -1003 })
  })
})
