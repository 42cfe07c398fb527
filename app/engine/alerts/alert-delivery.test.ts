import { describe, expect, it } from 'vitest'
import { deadAddress, loopbackServer } from '../../alerts/channels/loopback-server.fixture.ts'
import { ZERO_MONEY } from '../../domain/amount.ts'
import { executeIn, rowsIn } from '../../storage/raw-database.fixture.ts'
import {
  alert,
  alertBench,
  heardAfterAWhile,
  rule,
  secretsOf,
  webhooks,
} from './alert-bench.fixture.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Alerts that go to these servers. */
function benchFor(...urls: readonly string[]) {
  const settings = webhooks(...urls)
  const bench = alertBench({ secrets: secretsOf(settings) })
  bench.store.saveSettings(settings)
  return bench
}

function titles(server: { readonly heard: readonly { readonly body: string }[] }) {
  return server.heard.map(({ body }) => JSON.parse(body).title)
}

const isAll = (state: string) => (all: readonly { readonly state: string }[]) =>
  all.length > 0 && all.every((one) => one.state === state)

describe('an alert', () => {
  it('is written down a moment after it was raised, sent, and delivered once', async () => {
    const server = await loopbackServer(() => ({ status: 200 }))
    const { desk, clock, deliveries } = benchFor(server.url)
    desk.raise(alert())
    expect(desk.deliveries(9)).toEqual([])
    clock.advance(100)
    expect(desk.deliveries(9)).toMatchObject([{ state: 'waiting', alert: { id: 'a-1' } }])
    expect(await deliveries(isAll('delivered'))).toMatchObject([{ attempts: 1, trouble: '' }])
    clock.advance(HOUR_MS)
    expect(titles(server)).toEqual(['Paper · a-1'])
  })

  it('that was raised before is not told again', async () => {
    const server = await loopbackServer(() => ({ status: 200 }))
    const { desk, clock, deliveries } = benchFor(server.url)
    desk.raise(alert())
    desk.raise(alert())
    clock.advance(100)
    await deliveries(isAll('delivered'))
    desk.raise(alert({ text: 'told differently' }))
    desk.raise(alert({ id: 'a-2' }))
    clock.advance(100)
    await deliveries(isAll('delivered'))
    expect(titles(server)).toEqual(['Paper · a-1', 'Paper · a-2'])
  })

  it('is tried again with pauses while nobody answers, and arrives when somebody does', async () => {
    let isUp = false
    const server = await loopbackServer(() => ({ status: isUp ? 200 : 503, body: 'maintenance' }))
    const { desk, clock, deliveries } = benchFor(server.url)
    desk.raise(alert())
    clock.advance(100)
    const [first] = await deliveries(([one]) => one?.attempts === 1)
    expect(first).toMatchObject({
      ...{ state: 'waiting', trouble: 'The server answered 503: maintenance' },
      dueAt: clock.now() + 15_000,
    })
    clock.advance(14_999)
    expect(server.heard).toHaveLength(1)
    isUp = true
    clock.advance(1)
    expect(await deliveries(isAll('delivered'))).toMatchObject([{ attempts: 2, trouble: '' }])
    expect(JSON.parse(server.heard[0]?.body ?? '').code).toBe(
      JSON.parse(server.heard[1]?.body ?? '').code,
    )
  })

  it('has failed after hours, and shows what came back last', async () => {
    const { desk, clock, deliveries } = benchFor(await deadAddress())
    desk.raise(alert())
    clock.advance(100)
    for (let attempts = 1; attempts < 9; attempts += 1) {
      await deliveries(([one]) => one?.attempts === attempts)
      clock.advance(2 * HOUR_MS)
    }
    expect(await deliveries(isAll('failed'))).toMatchObject([
      { attempts: 9, trouble: expect.stringContaining('ECONNREFUSED') },
    ])
  })

  it('leaves a provider alone for as long as it asks, with newer alerts too', async () => {
    let isBusy = true
    const server = await loopbackServer(() =>
      isBusy ? { status: 429, headers: { 'retry-after': '600' } } : { status: 200 },
    )
    const { desk, clock, deliveries } = benchFor(server.url)
    desk.raise(alert())
    clock.advance(100)
    await deliveries(([one]) => one?.attempts === 1)
    isBusy = false
    desk.raise(alert({ id: 'a-2' }))
    clock.advance(599_999)
    expect(server.heard).toHaveLength(1)
    clock.advance(1)
    await deliveries(isAll('delivered'))
    expect(titles(server)).toEqual(['Paper · a-1', '2 alerts, the worst: Paper · a-1'])
  })

  it('that is held back is told together with the others, at its time', async () => {
    const server = await loopbackServer(() => ({ status: 200 }))
    const { desk, store, clock, deliveries } = benchFor(server.url)
    const limited = {
      ...webhooks(server.url),
      rules: [rule({ channelIds: ['w0'], perHourMax: 1 })],
    }
    store.saveSettings(limited)
    for (const id of ['a-1', 'a-2', 'a-3']) {
      desk.raise(alert({ id }))
      clock.advance(100)
    }
    await deliveries((all) => all.some(({ state }) => state === 'delivered'))
    expect(desk.deliveries(9).map(({ heldBecause }) => heldBecause)).toEqual([
      'no more than 1 an hour are sent',
      'no more than 1 an hour are sent',
      '',
    ])
    clock.advance(HOUR_MS)
    await deliveries(isAll('delivered'))
    expect(titles(server)).toEqual(['Paper · a-1', '2 alerts, the worst: Paper · a-2'])
  })
})

describe('after a restart', () => {
  it('what was not delivered is, and what was is not', async () => {
    const server = await loopbackServer(({ body }) => ({
      status: body.includes('a-1') ? 200 : 500,
    }))
    const first = benchFor(server.url)
    first.desk.raise(alert())
    first.clock.advance(100)
    await first.deliveries(isAll('delivered'))
    first.desk.raise(alert({ id: 'a-2' }))
    first.clock.advance(100)
    await first.deliveries(([newest]) => newest?.attempts === 1)
    first.desk.raise(alert({ id: 'a-3' }))
    first.close()
    await server.close()
    const again = await loopbackServer(() => ({ status: 200 }), server.port)
    const { directory, secrets, clock } = first
    const second = alertBench({ directory, secrets, clock })
    clock.advance(MINUTE_MS)
    await second.deliveries(isAll('delivered'))
    const heard = again.heard.map(({ body }) => body).join()
    expect(heard).toContain('a-2')
    expect(heard).toContain('a-3')
    expect(heard).not.toContain('a-1')
  })
})

describe('channels do not get into each other’s way', () => {
  it('one that hangs, one that is dead and one that is well', async () => {
    const hanging = await loopbackServer(() => 'nothing')
    const well = await loopbackServer(() => ({ status: 200 }))
    const { desk, clock, deliveries } = benchFor(hanging.url, await deadAddress(), well.url)
    desk.raise(alert())
    clock.advance(100)
    await deliveries((all) => all.some(({ state }) => state === 'delivered'))
    desk.raise(alert({ id: 'a-2' }))
    clock.advance(100)
    await deliveries((all) => all.filter(({ state }) => state === 'delivered').length === 2)
    expect(titles(well)).toEqual(['Paper · a-1', 'Paper · a-2'])
    expect(hanging.heard).toHaveLength(1)
    clock.advance(MINUTE_MS)
    const all = await deliveries((found) =>
      found.some(({ trouble }) => trouble === 'Nothing came back within 60 s.'),
    )
    expect(all.filter(({ channelId }) => channelId === 'w0').map(({ state }) => state)).toEqual([
      'waiting',
      'waiting',
    ])
  })
})

describe('a store that does not work', () => {
  it('throws into nobody, is said once, and takes all of it when it works again', async () => {
    const server = await loopbackServer(() => ({ status: 200 }))
    const { desk, path, clock, reported, deliveries } = benchFor(server.url)
    const blocker =
      'CREATE TRIGGER full BEFORE INSERT ON alerts BEGIN SELECT RAISE(FAIL, "full"); END'
    executeIn(path, blocker)
    desk.raise(alert())
    desk.raise(alert({ id: 'a-2' }))
    clock.advance(20_000)
    expect(reported).toHaveLength(1)
    expect(desk.deliveries(9)).toEqual([])
    executeIn(path, 'DROP TRIGGER full')
    clock.advance(5_000)
    await deliveries(isAll('delivered'))
    expect(titles(server)).toEqual(['2 alerts, the worst: Paper · a-1'])
  })

  it('that forgets what was delivered has nobody told over and over', async () => {
    const server = await loopbackServer(() => ({ status: 200 }))
    const { desk, path, clock, reported } = benchFor(server.url)
    executeIn(
      path,
      'CREATE TRIGGER full BEFORE UPDATE ON deliveries BEGIN SELECT RAISE(FAIL, "full"); END',
    )
    desk.raise(alert())
    clock.advance(100)
    await expect.poll(() => reported.length, { interval: 5 }).toBe(1)
    clock.advance(59_000)
    expect(await heardAfterAWhile(server)).toHaveLength(1)
  })
})

describe('how far a ledger was looked through', () => {
  it('is written down no sooner than all that was found there', () => {
    const { desk, store, clock } = benchFor('http://127.0.0.1:1')
    const base = { time: 1, fillId: null, equity: ZERO_MONEY, realised: ZERO_MONEY }
    const summary = { ...base, feesPaid: ZERO_MONEY }
    const cursor = { fillId: 'f-40', time: 2, summary, keyNotice: null }
    for (let nth = 0; nth < 40; nth += 1) desk.raise(alert({ id: `a-${nth}` }))
    desk.sawUntil('demo', cursor)
    clock.advance(100)
    expect([store.hasAlert('a-39'), store.loadCursor('demo')]).toEqual([false, undefined])
    clock.advance(100)
    expect([store.hasAlert('a-39'), store.loadCursor('demo')]).toEqual([true, cursor])
  })
})

describe('the queue is bounded', () => {
  it('gives up the oldest of the least severe, says so and counts them', async () => {
    const { desk, clock, path } = benchFor(await deadAddress())
    desk.raise(alert({ id: 'bad', severity: 'critical' }))
    for (let batch = 0; batch < 3; batch += 1) {
      for (let nth = 0; nth < 700; nth += 1) desk.raise(alert({ id: `a-${batch}-${nth}` }))
      clock.advance(5_000)
    }
    expect(desk.dropped).toBe(101)
    expect(desk.deliveries(10_000).filter(({ state }) => state === 'failed')).toHaveLength(101)
    expect(
      rowsIn(
        path,
        `SELECT state, trouble FROM deliveries WHERE alert_id IN ('bad', 'a-0-0') ORDER BY id`,
      ),
    ).toEqual([
      { state: 'waiting', trouble: '' },
      { state: 'failed', trouble: 'More than 2000 alerts were waiting.' },
    ])
  })

  it('counts what comes in faster than it can be written', () => {
    const { desk, clock } = benchFor('http://127.0.0.1:1')
    for (let nth = 0; nth < 1_010; nth += 1) desk.raise(alert({ id: `a-${nth}` }))
    expect(desk.dropped).toBe(10)
    clock.advance(5_000)
    expect(desk.dropped).toBe(10)
    expect(desk.deliveries(10_000)).toHaveLength(1_000)
  })
})
