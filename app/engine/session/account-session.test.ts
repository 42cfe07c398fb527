import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type EngineSnapshot, engineSnapshot, engineUpdate } from '../../contract/engine-view.ts'
import { HISTORY_LIMITS } from '../../contract/history-limits.ts'
import { executeIn } from '../../storage/raw-database.fixture.ts'
import { temporaryFolder } from '../../storage/temporary-folder.fixture.ts'
import { NO_LISTENER } from '../engine-listener.ts'
import { DONE_DRAFT, profileBench, readySession } from './profile-bench.fixture.ts'
import { applyUpdate } from './window-replica.fixture.ts'

async function opened(draft = DONE_DRAFT) {
  const bench = profileBench()
  const session = await readySession(bench.workspace.finishSetup(draft))
  return { ...bench, session }
}

/** Makes every write to the ledger fail until the returned function is called. */
function spoilLedger(directory: string): () => void {
  const ledger = join(directory, 'accounts', 'demo-7', 'ledger.db')
  const events = ['orders', 'fills', 'decisions', 'facts', 'bots'].flatMap((table) =>
    ['INSERT', 'UPDATE'].map((action) => ({ table, action, name: `spoil_${table}_${action}` })),
  )
  for (const { table, action, name } of events) {
    executeIn(
      ledger,
      `CREATE TRIGGER ${name} BEFORE ${action} ON ${table}
        BEGIN SELECT RAISE(ABORT, 'the disk broke'); END`,
    )
  }
  return () => {
    for (const { name } of events) executeIn(ledger, `DROP TRIGGER ${name}`)
  }
}

describe('the window', () => {
  it('has, with a snapshot and the updates after it, what a later snapshot says', async () => {
    const { session, run, updates } = await opened()
    run(30)
    let replica: EngineSnapshot = session.snapshot()
    updates.length = 0
    for (let round = 0; round < 40; round += 1) {
      run(7)
      if (round === 20) session.stopBot('bot1', 'window')
      if (round === 30) session.halt('a pause')
    }
    const later = session.snapshot()
    expect(later.orders.length).toBeGreaterThan(3)
    for (const update of updates) {
      expect(update.sequence).toBe(replica.sequence + 1)
      expect(engineUpdate.parse(update)).toEqual(update)
      replica = applyUpdate(replica, update)
    }
    expect(replica).toEqual(later)
    expect(engineSnapshot.parse(later)).toEqual(later)
  })

  it('is given no more history than it keeps', async () => {
    const { session, run } = await opened()
    run(2_100)
    const { candles, equity } = session.snapshot()
    expect(candles.openTime).toHaveLength(HISTORY_LIMITS.candles)
    expect(Object.values(candles.lines).flat()).not.toContain(null)
    expect(equity.time).toHaveLength(HISTORY_LIMITS.equity)
  }, 20_000)

  it('sees a full chart before the first candle', async () => {
    const { session } = await opened()
    const { candles, status } = session.snapshot()
    expect(candles.openTime).toHaveLength(500)
    expect(status.feed).toMatchObject({ state: 'running', lastCandleAt: null })
  })

  it('is told of a new speed', async () => {
    const { session, updates, clock } = await opened()
    updates.length = 0
    expect(session.setSpeed(3)).toBe(true)
    clock.advance(100)
    expect(updates[0]?.status.speed).toBe(3)
  })
})

describe('a ledger that cannot be written', () => {
  it('halts at the next candle that matters, and says so; resumed, the market goes on where it stood', async () => {
    const { session, run, directory } = await opened()
    const repair = spoilLedger(directory)
    run(40)
    const stopped = session.status()
    expect(stopped.trading).toMatchObject({
      state: 'halted',
      reason: expect.stringContaining('the disk broke'),
    })
    expect(stopped.feed.state).toBe('failed')
    const shown = session.snapshot().equity.time.length
    expect(shown).toBeLessThan(40)
    repair()
    session.resume()
    expect(session.status()).toMatchObject({
      trading: { state: 'active' },
      feed: { state: 'running' },
    })
    run(40)
    const { openTime } = session.snapshot().candles
    expect(openTime.at(-1)).toBe((openTime[0] ?? 0) + (openTime.length - 1) * 60_000)
  })

  it('halts when a halt cannot be stored, and can be resumed before the next candle', async () => {
    const { session, run, directory } = await opened()
    run(10)
    const repair = spoilLedger(directory)
    session.halt('by you')
    expect(session.status().trading.state).toBe('halted')
    repair()
    session.resume()
    expect(session.status().trading.state).toBe('active')
    run(10)
    expect(session.snapshot().equity.time).toHaveLength(20)
  })

  it('is not resumed while it cannot be written', async () => {
    const { session, run, directory } = await opened()
    const repair = spoilLedger(directory)
    session.halt('by you')
    session.resume()
    expect(session.status().trading.state).toBe('halted')
    run(10)
    expect(session.snapshot().equity.time).toEqual([])
    repair()
  })
})

describe('an observer that throws', () => {
  it('does not halt trading, and its error is thrown where nobody waits for it', async () => {
    const bench = profileBench(temporaryFolder(), {
      ...NO_LISTENER,
      candleClosed: () => {
        throw new Error('the terminal is gone')
      },
    })
    const session = await readySession(bench.workspace.finishSetup(DONE_DRAFT))
    const errors: unknown[] = []
    for (let index = 0; index < 30; index += 1) {
      try {
        bench.run(1)
      } catch (error) {
        errors.push(error)
      }
    }
    expect(errors[0]).toEqual(new Error('the terminal is gone'))
    expect(session.status().trading.state).toBe('active')
    expect(session.snapshot().equity.time.length).toBeGreaterThan(20)
  })
})

describe('a closed session', () => {
  it('hears and publishes nothing any more', async () => {
    const { session, run, updates, close, clock } = await opened()
    run(5)
    close()
    session.close()
    updates.length = 0
    clock.advance(10_000)
    expect(updates).toEqual([])
  })
})
