import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { importCandleFile } from '../../app/exchanges/replay/candle-import.ts'
import { CandleLibrary } from '../../app/storage/candles/candle-library.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { bringIn } from '../data/bring-in.ts'
import { listCandleSeries, loadCandles } from './candle-supply.ts'

const MINUTE_MS = 60_000
const START = Date.UTC(2024, 0, 1)
const SERIES = { exchange: 'kraken', symbol: 'BTC/EUR' }
const ALWAYS = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }

/** Two hours of minutes: in the store, and as a file that was brought in. */
async function bench() {
  const paths = new ProfilePaths(temporaryFolder())
  const rows = Array.from({ length: 120 }, (_, minute) => {
    const price = 30_000 + (minute % 7) / 2
    return [START + minute * MINUTE_MS, price, price + 2, price - 2, price + 0.25, '1.5'].join(',')
  })
  const path = join(paths.directory, 'minutes.csv')
  writeFileSync(path, ['timestamp,open,high,low,close,volume', ...rows].join('\n'))
  const library = new CandleLibrary(paths.candles)
  const stored = await bringIn(library, { ...SERIES, timeframe: '1m', path })
  library.close()
  const imported = await importCandleFile(path, paths.imports, false)
  if (!stored.ok || !imported.ok) throw new Error('the file did not come in')
  return { paths, importId: imported.value.importId }
}

it('lists what is stored beside all else, in each length that can be tested', async () => {
  const { paths } = await bench()
  const listed = (await listCandleSeries(paths)).filter(({ choice }) => choice.kind === 'stored')
  expect(listed.map(({ timeframe, candles }) => [timeframe, candles])).toEqual([
    ...[['1m', 120] as const, ['5m', 24] as const, ['15m', 8] as const, ['1h', 2] as const],
  ])
  expect(listed[0]).toMatchObject({ from: START, to: START + 119 * MINUTE_MS })
})

it('gives the same candles of the same market as the file from which they came', async () => {
  const { paths, importId } = await bench()
  const choice = { kind: 'stored', ...SERIES, timeframe: '1m' } as const
  const stored = await loadCandles(paths, choice, ALWAYS)
  const file = await loadCandles(paths, { kind: 'import', importId, symbol: 'BTC/EUR' }, ALWAYS)
  if (!stored.ok || !file.ok) throw new Error('there are no candles')
  expect(stored.value.candles).toEqual(file.value.candles)
  expect(stored.value.market).toEqual(file.value.market)
  const range = { from: START + 10 * MINUTE_MS, until: START + 20 * MINUTE_MS }
  const some = await loadCandles(paths, choice, range)
  expect(some.ok && some.value.candles).toEqual(file.value.candles.slice(10, 20))
})

it('says so when they are gone, or there never were any', async () => {
  const { paths } = await bench()
  const other = { kind: 'stored', exchange: 'kraken', symbol: 'ETH/EUR', timeframe: '1m' } as const
  expect(await loadCandles(paths, other, ALWAYS)).toMatchObject({ error: { code: 'candles-gone' } })
  const empty = new ProfilePaths(temporaryFolder())
  expect(await loadCandles(empty, other, ALWAYS)).toMatchObject({ error: { code: 'candles-gone' } })
})
