import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EngineSnapshot } from '../../contract/engine-view.ts'
import { temporaryFolder } from '../../storage/temporary-folder.fixture.ts'
import { NO_LISTENER } from '../engine-listener.ts'
import {
  afterRounds,
  crashCopy,
  DONE_DRAFT,
  essence,
  profileBench,
  readySession,
  sessionOf,
} from './profile-bench.fixture.ts'

const CANDLES = 120

/** The trades and the money of a run, which must not depend on how often it was interrupted. */
function outcome({ orders, fills, candles, equity, status }: EngineSnapshot) {
  const { openTime, close } = candles
  return { orders, fills, openTime, close, equity, portfolio: status.portfolio }
}

async function uninterrupted(startingBalance: string) {
  const bench = profileBench()
  const session = await readySession(
    bench.workspace.finishSetup({ ...DONE_DRAFT, startingBalance }),
  )
  bench.run(CANDLES)
  const result = outcome(session.snapshot())
  bench.close()
  return result
}

describe('quitting and starting again', () => {
  it('finds bot, orders, fills, position, equity and decisions as they were, and goes on', async () => {
    const first = profileBench()
    const session = await readySession(first.workspace.finishSetup(DONE_DRAFT))
    first.run(60)
    const before = essence(session)
    expect(before.fills.length).toBeGreaterThan(1)
    first.close()

    const second = profileBench(first.directory)
    const again = await readySession(second.workspace.openLast())
    expect(essence(again)).toEqual(before)
    expect(again.snapshot().status.bots).toMatchObject([
      { status: 'running', name: 'SMA crossover' },
    ])
    second.run(CANDLES - 60)
    expect(outcome(again.snapshot())).toEqual(await uninterrupted('10000'))
  })

  it('leaves a stopped bot stopped and a halt in force', async () => {
    const first = profileBench()
    const session = await readySession(first.workspace.finishSetup(DONE_DRAFT))
    session.stopBot('bot1', 'window')
    session.halt('enough for today')
    first.close()
    const second = profileBench(first.directory)
    const { status } = (await readySession(second.workspace.openLast())).snapshot()
    expect(status.bots).toMatchObject([{ status: 'stopped' }])
    expect(status.trading).toMatchObject({ state: 'halted', reason: 'enough for today' })
    second.run(CANDLES)
    expect(second.workspace.session?.snapshot().orders).toEqual([])
  })

  it('keeps the speed that was chosen', async () => {
    const first = profileBench()
    await readySession(first.workspace.finishSetup(DONE_DRAFT))
    expect(first.workspace.setSpeed(250)).toEqual({ ok: true, value: null })
    first.close()
    const second = profileBench(first.directory)
    const session = await readySession(second.workspace.openLast())
    expect(session.snapshot().account.speed).toBe(250)
    second.clock.advance(1_000)
    expect(session.snapshot().equity.time.length).toBeGreaterThanOrEqual(249)
  })
})

describe('a crash', () => {
  it('between any two candles costs nothing: the same trades, the same money', async () => {
    const expected = await uninterrupted('10000')
    expect(expected.fills.length).toBeGreaterThan(5)
    const moments = fc.uniqueArray(fc.integer({ min: 0, max: CANDLES }), { maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(moments, async (unsorted) => {
        const crashes = [...unsorted].sort((a, b) => a - b)
        let bench = profileBench()
        await readySession(bench.workspace.finishSetup(DONE_DRAFT))
        let shown = 0
        for (const crash of crashes) {
          bench.run(crash - shown)
          shown = crash
          const copy = crashCopy(bench.directory)
          bench.close()
          bench = profileBench(copy)
          await readySession(bench.workspace.openLast())
        }
        bench.run(CANDLES - shown)
        const { session } = bench.workspace
        expect(session && outcome(session.snapshot())).toEqual(expected)
        bench.close()
      }),
      { numRuns: 8 },
    )
  }, 30_000)

  it('right after a fill, of a part of an order too, makes no second one of the same candle', async () => {
    const startingBalance = '900000'
    const expected = await uninterrupted(startingBalance)
    expect(expected.fills.length).toBeGreaterThan(expected.orders.length)
    for (const fillNumber of [1, 2, 7]) {
      const directory = temporaryFolder()
      let copy = ''
      let fills = 0
      let shown = 0
      let shownAtCrash = 0
      const bench = profileBench(directory, {
        ...NO_LISTENER,
        candleClosed: () => {
          shown += 1
        },
        fillBooked: () => {
          fills += 1
          if (fills !== fillNumber) return
          copy = crashCopy(directory)
          shownAtCrash = shown
        },
      })
      await readySession(bench.workspace.finishSetup({ ...DONE_DRAFT, startingBalance }))
      bench.run(CANDLES)
      bench.close()
      const after = profileBench(copy)
      const session = await readySession(after.workspace.openLast())
      after.run(CANDLES - shownAtCrash)
      expect(outcome(session.snapshot())).toEqual(expected)
      after.close()
    }
  }, 20_000)

  it('with an order that may have been sent leaves it unresolved, then absent, and never sends it again', async () => {
    const directory = temporaryFolder()
    let copy = ''
    const bench = profileBench(directory, {
      ...NO_LISTENER,
      orderChanged: ({ state }) => {
        if (copy === '' && state === 'submitting') copy = crashCopy(directory)
      },
    })
    await readySession(bench.workspace.finishSetup(DONE_DRAFT))
    bench.run(CANDLES)
    bench.close()

    const states: string[] = []
    const after = profileBench(copy, {
      ...NO_LISTENER,
      orderChanged: ({ state, note }) => states.push(note === null ? state : `${state}: ${note}`),
    })
    const session = sessionOf(await after.workspace.openLast())
    session.setSpeed(1)
    await afterRounds(after.clock, () => session.status().reconciliation.isReconciled)
    const unresolved = 'Cryptobot stopped before it learned what became of this order'
    expect(states).toEqual([`unresolved: ${unresolved}`, `absent: ${unresolved}`])
    const [order] = session.snapshot().orders
    after.run(CANDLES)
    const orders = session.snapshot().orders
    expect(orders[0]).toEqual(order)
    expect(orders.filter(({ intentId }) => intentId === order?.intentId)).toHaveLength(1)
    expect(orders.length).toBeGreaterThan(1)
  })
})
