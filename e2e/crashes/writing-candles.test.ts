import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Candle } from '../../app/domain/candle.ts'
import { candlesOf } from '../../app/domain/candle-arrays.ts'
import { longerCandles } from '../../app/domain/candle-bucket.ts'
import { CandleLibrary } from '../../app/storage/candles/candle-library.ts'
import { temporaryFolderInMemory } from '../../app/storage/temporary-folder.fixture.ts'
import { CRASH_VARIABLE, type CrashPoint } from './crash-point.ts'
import { MINUTES, THERE, WRITTEN, writeCandles } from './writing-candles.fixture.ts'

const HOUR_MS = 3_600_000
const AFTER = [
  ...THERE.filter(({ openTime }) => openTime < (WRITTEN[0]?.openTime ?? 0)),
  ...WRITTEN,
]

const POINTS: readonly Pick<CrashPoint, 'name' | 'when' | 'nth'>[] = [
  { name: 'BEGIN', when: 'after' },
  { name: 'DELETE FROM candle_blocks', when: 'after', nth: 1 },
  { name: 'DELETE FROM candle_tail', when: 'after', nth: 1 },
  { name: 'INSERT INTO candle_blocks', when: 'before', nth: 1 },
  { name: 'INSERT INTO candle_blocks', when: 'after', nth: 1 },
  { name: 'INSERT INTO candle_blocks', when: 'after', nth: 3 },
  { name: 'INSERT OR REPLACE INTO candle_tail', when: 'after', nth: 700 },
  { name: 'INSERT OR REPLACE INTO candle_tail', when: 'after', nth: 4_000 },
  { name: 'COMMIT', when: 'before' },
  { name: 'COMMIT', when: 'after' },
]

it.each(POINTS)('killed $when $name, a write is there whole or not at all', (point) => {
  const folder = temporaryFolderInMemory()
  const path = join(folder, 'candles.db')
  writeCandles(path, THERE)
  const { signal, stderr } = killed(path, { kind: 'sql', isArmed: true, ...point })
  expect(signal, stderr).toBe('SIGKILL')
  const expected = point.name === 'COMMIT' && point.when === 'after' ? AFTER : THERE
  expectIn(path, expected)
  writeCandles(path, WRITTEN)
  expectIn(path, AFTER)
})

function killed(path: string, point: CrashPoint) {
  const script = join(import.meta.dirname, 'writing-candles.fixture.ts')
  const preload = join(import.meta.dirname, 'preload.ts')
  return spawnSync(process.execPath, ['--import', preload, script, path], {
    env: { ...process.env, [CRASH_VARIABLE]: JSON.stringify(point) },
    encoding: 'utf8',
  })
}

/** These minutes, the hours that follow from them, and nothing that does not fit together. */
function expectIn(path: string, minutes: readonly Candle[]): void {
  const library = new CandleLibrary(path)
  try {
    const read = (timeframeMs: number) => {
      const arrays = library.read({ ...MINUTES, timeframeMs }, 0, Number.MAX_SAFE_INTEGER)
      return arrays && candlesOf(arrays)
    }
    expect(read(MINUTES.timeframeMs)).toEqual(minutes)
    const closed = (minutes.at(-1)?.openTime ?? 0) + MINUTES.timeframeMs - HOUR_MS
    const hours = longerCandles(minutes, HOUR_MS).filter(({ openTime }) => openTime <= closed)
    expect(read(HOUR_MS)).toEqual(hours)
    expect(library.upkeep.check()).toEqual([])
  } finally {
    library.close()
  }
}
