import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { StoredBacktest } from '../../ports/backtest-store.ts'
import { ResearchDatabase } from '../../storage/research-database.ts'
import { temporaryFolder } from '../../storage/temporary-folder.fixture.ts'
import { sampleDocument } from '../report/sample-document.fixture.ts'
import { SAVED_MAX, SavedBacktests } from './saved-backtests.ts'

function openedAt(path = join(temporaryFolder(), 'research.db')) {
  const database = new ResearchDatabase(path)
  return { saved: new SavedBacktests(database.backtests), database, path }
}

function idOf(result: ReturnType<SavedBacktests['save']>): string {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

describe('saved backtests', () => {
  it('are listed, the newest first, and come back whole when the file is opened again', () => {
    const { saved, database, path } = openedAt()
    idOf(saved.save({ name: 'first try', savedAt: 1 }, sampleDocument()))
    const id = idOf(saved.save({ name: '  ', savedAt: 2 }, sampleDocument({ candles: 7 })))
    database.close()
    const again = openedAt(path)
    expect(again.saved.list().map(({ name, savedAt }) => [name, savedAt])).toEqual([
      ['sma-cross (fast 10, slow 30), BTC/USDT', 2],
      ['first try', 1],
    ])
    expect(again.saved.list()[1]).toMatchObject({
      totalReturn: 0.1,
      sharpe: 1.234,
      verdict: 'caution',
    })
    const loaded = again.saved.load(id)
    expect(loaded.ok && loaded.value.document).toEqual(sampleDocument({ candles: 7 }))
  })

  it('are removed, and no later one gets the id', () => {
    const { saved } = openedAt()
    const id = idOf(saved.save({ name: 'a', savedAt: 1 }, sampleDocument()))
    expect(saved.remove(id).ok).toBe(true)
    expect(saved.load(id)).toMatchObject({ ok: false, error: { code: 'backtest-unknown' } })
    expect(idOf(saved.save({ name: 'b', savedAt: 2 }, sampleDocument()))).not.toBe(id)
  })

  it.each(['7', 'x', '', '1e1', '99999999999999999999'])('know nothing of id "%s"', (id) => {
    const { saved } = openedAt()
    expect(saved.load(id).ok).toBe(false)
    expect(saved.remove(id).ok).toBe(false)
  })

  it('are no more than there may be', () => {
    const kept: StoredBacktest[] = []
    const store = {
      addBacktest: () => 1,
      countBacktests: () => SAVED_MAX,
      listBacktests: () => kept,
      loadBacktestDocument: () => undefined,
      removeBacktest: () => false,
    }
    const refused = new SavedBacktests(store).save({ name: '', savedAt: 1 }, sampleDocument())
    expect(refused).toMatchObject({ ok: false, error: { code: 'too-many-backtests' } })
  })
})
