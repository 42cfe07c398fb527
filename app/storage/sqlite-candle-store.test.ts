import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Market } from '../domain/market.ts'
import { money, SAMPLE_MARKET, sampleCandle } from '../domain/sample-market.fixture.ts'
import { describeCandleStore } from './candle-store.suite.ts'
import { failureOf } from './failure-of.fixture.ts'
import { MARKET_DATABASE } from './market-file.ts'
import { openDatabase } from './open-database.ts'
import { SqliteCandleStore } from './sqlite-candle-store.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

function openAt(path: string) {
  const database = openDatabase(path, MARKET_DATABASE)
  onTestFinished(() => {
    database.close()
  })
  return database
}

describeCandleStore('SQLite', (market: Market) => {
  return new SqliteCandleStore(
    openAt(join(temporaryFolder(), 'market.db')),
    market,
    () => undefined,
  )
})

it('has its candles again after it was closed and opened', () => {
  const path = join(temporaryFolder(), 'market.db')
  const database = openAt(path)
  new SqliteCandleStore(database, SAMPLE_MARKET, () => undefined).append(
    sampleCandle(0, '1'),
    money('7'),
  )
  database.close()
  const reopened = new SqliteCandleStore(openAt(path), SAMPLE_MARKET, () => undefined)
  expect(reopened.loadRecentCandles(9)).toEqual([sampleCandle(0, '1')])
  expect(reopened.loadRecentEquity(9)).toHaveLength(1)
})

it('takes a history as a whole or not at all', () => {
  const database = openAt(join(temporaryFolder(), 'market.db'))
  const store = new SqliteCandleStore(database, SAMPLE_MARKET, () => undefined)
  const broken = { ...sampleCandle(1, '1'), openTime: 0.5 }
  expect(() => store.appendHistory([sampleCandle(0, '1'), broken])).toThrow()
  expect(store.loadRecentCandles(9)).toEqual([])
})

it('calls garbage in a row damage', () => {
  const database = openAt(join(temporaryFolder(), 'market.db'))
  const store = new SqliteCandleStore(database, SAMPLE_MARKET, () => undefined)
  store.append(sampleCandle(0, '1'), money('7'))
  database.exec("UPDATE candle_tail SET volume = 'one'; UPDATE equity SET equity = 'seven'")
  expect(failureOf(() => store.loadRecentCandles(1)).reason).toBe('damaged')
  expect(failureOf(() => store.loadRecentEquity(1)).reason).toBe('damaged')
})

it('calls a block that was changed damage, and says which', () => {
  const database = openAt(join(temporaryFolder(), 'market.db'))
  const store = new SqliteCandleStore(database, SAMPLE_MARKET, () => undefined)
  store.appendHistory(Array.from({ length: 5_000 }, (_, index) => sampleCandle(index, '1')))
  database.exec("UPDATE candle_blocks SET data = CAST(data || x'00' AS BLOB)")
  expect(store.loadRecentCandles(9)).toHaveLength(9)
  const failure = failureOf(() => store.loadRecentCandles(5_000))
  expect(failure.reason).toBe('damaged')
  expect(failure.message).toContain(
    'the block from 2024-01-01T00:00:00.000Z: its checksum is wrong',
  )
})
