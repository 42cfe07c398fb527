import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { DownloadStage } from '../../app/contract/stored-data.ts'
import { executeIn } from '../../app/storage/raw-database.fixture.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { FakeBinance } from '../../e2e/fake-exchange/fake-binance.ts'
import { DataDesk } from './data-desk.ts'

const MINUTE_MS = 60_000
const WEEK_MS = 7 * 86_400_000
const FROM = Date.UTC(2026, 0, 5)
/** Two days of minutes: three pages. */
const UNTIL = Date.UTC(2026, 0, 7)
const NOW = Date.UTC(2026, 0, 10)
const KEY = { exchange: 'binance', symbol: 'BTC/USDT', timeframeMs: MINUTE_MS }
const SLOW = { timeout: 20_000 }

function deskIn(directory: string): DataDesk {
  const desk = new DataDesk(directory)
  onTestFinished(() => desk.close())
  return desk
}

async function bench() {
  const exchange = new FakeBinance({ startTime: NOW })
  await exchange.start()
  onTestFinished(() => exchange.stop())
  const directory = temporaryFolder()
  const desk = deskIn(directory)
  const wish = { exchangeId: 'binance', symbols: ['BTC/USDT'], from: FROM, until: UNTIL }
  const start = (changes = {}) =>
    desk.answers.startDownloads({
      ...{ ...wish, timeframes: ['1m'], baseUrl: exchange.url },
      ...changes,
    })
  return { exchange, directory, desk, start }
}

async function stored(desk: DataDesk) {
  const answer = await desk.answers.loadStoredData(null)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}

async function stages(desk: DataDesk): Promise<readonly DownloadStage[]> {
  return (await stored(desk)).downloads.map(({ stage }) => stage)
}

/** Minutes of three weeks before now, without one stretch. */
function fileIn(folder: string, leftOut: readonly number[] = []): string {
  const start = Math.floor(Date.now() / WEEK_MS - 3) * WEEK_MS
  const rows = Array.from({ length: 3 * 1_440 }, (_, minute) => minute)
    .filter((minute) => !leftOut.includes(minute))
    .map((minute) => `${start + minute * MINUTE_MS},100,101,99,100.5,1.25`)
  const path = join(folder, 'minutes.csv')
  writeFileSync(path, ['timestamp,open,high,low,close,volume', ...rows].join('\n'))
  return path
}

it('has nothing, and makes no file, before something is stored', async () => {
  const desk = deskIn(temporaryFolder())
  expect(await stored(desk)).toEqual({ fileBytes: 0, series: [], downloads: [], retentions: [] })
})

it('downloads several series at once, and says what came of each', async () => {
  const { desk, start } = await bench()
  await start({ symbols: ['BTC/USDT', 'ETH/USDT'], timeframes: ['1m', '1h'] })
  await vi.waitFor(
    async () => expect((await stages(desk)).map(({ kind }) => kind)).toEqual(Array(4).fill('done')),
    SLOW,
  )
  const { series, fileBytes } = await stored(desk)
  const minutes = series.find(
    ({ symbol, timeframeMs }) => symbol === 'ETH/USDT' && timeframeMs === MINUTE_MS,
  )
  expect(minutes).toMatchObject({ candles: 2_880, missing: 0, from: FROM, to: UNTIL - MINUTE_MS })
  expect(fileBytes).toBeGreaterThan(10_000)
  const came = (await stages(desk)).map((stage) => stage.kind === 'done' && stage.came)
  expect(came.toSorted()).toEqual([2_880, 2_880, 48, 48].toSorted())
})

it('pauses a download, also over a restart, and goes on where it was', async () => {
  const { desk, start, exchange, directory } = await bench()
  await start()
  await desk.answers.pauseDownload(KEY)
  await vi.waitFor(async () => expect(await stages(desk)).toEqual([{ kind: 'paused' }]), SLOW)
  expect((await stored(desk)).series[0]?.candles ?? 0).toBeLessThan(2_880)
  desk.close()
  const again = deskIn(directory)
  expect(await stages(again)).toEqual([{ kind: 'paused' }])
  await again.answers.resumeDownload({ ...KEY, baseUrl: exchange.url })
  await vi.waitFor(async () => expect(await stages(again)).toMatchObject([{ kind: 'done' }]), SLOW)
  expect((await stored(again)).series[0]).toMatchObject({ candles: 2_880 })
})

it('lists gaps, and fills those that the exchange can', async () => {
  const { desk, start, exchange, directory } = await bench()
  await start()
  await vi.waitFor(async () => expect(await stages(desk)).toMatchObject([{ kind: 'done' }]), SLOW)
  desk.close()
  executeIn(
    join(directory, 'candles.db'),
    'DELETE FROM candle_tail WHERE series_id = 1 AND open_time % 600000 = 0',
  )
  const again = deskIn(directory)
  const before = await again.answers.loadGaps(KEY)
  expect(before.ok && before.value.length).toBeGreaterThan(200)
  expect(before.ok && before.value[0]).toMatchObject({ candles: 1, isEmpty: false })
  await again.answers.refillGaps({ ...KEY, baseUrl: exchange.url })
  await vi.waitFor(async () => expect(await stages(again)).toMatchObject([{ kind: 'done' }]), SLOW)
  expect(await again.answers.loadGaps(KEY)).toEqual({ ok: true, value: [] })
})

it('brings a file in, gives it out again, and keeps what a retention leaves', async () => {
  const directory = temporaryFolder()
  const desk = deskIn(directory)
  const path = fileIn(directory, [100, 101])
  const brought = await desk.answers.bringIn({ ...KEY, timeframe: '1m', path })
  expect(brought).toMatchObject({ ok: true, value: { candles: 3 * 1_440 - 2, isOfTrades: false } })
  const { series } = await stored(desk)
  expect(series[0]).toMatchObject({ candles: 3 * 1_440 - 2, missing: 2 })
  const text = await desk.answers.candleText({ ...KEY, format: 'csv' })
  expect(text.ok && text.value.split('\n')[1]).toMatch(/^\d+,100,101,99,100\.5,1\.25$/)

  const retentions = [{ timeframeMs: MINUTE_MS, keptMs: 86_400_000 }]
  const preview = await desk.answers.previewRetention({ retentions })
  expect(preview).toMatchObject({ ok: true, value: [{ candles: 3 * 1_440 - 2 }] })
  expect((await stored(desk)).series[0]?.candles).toBe(3 * 1_440 - 2)
  expect(await desk.answers.applyRetention({ retentions })).toEqual(preview)
  const left = await stored(desk)
  expect(left.series[0]?.candles).toBe(0)
  expect(left.series.find(({ timeframeMs }) => timeframeMs === 60 * MINUTE_MS)?.candles).toBe(72)
  expect(left.retentions).toEqual(retentions)
  expect(await desk.answers.vacuumCandles(null)).toMatchObject({ ok: true })
  expect(await desk.answers.checkCandles(null)).toEqual({ ok: true, value: [] })
})

it('takes nothing in of a file with one bad line, and names a damaged block', async () => {
  const directory = temporaryFolder()
  const desk = deskIn(directory)
  const path = fileIn(directory)
  writeFileSync(join(directory, 'bad.csv'), '1700000000000,100,90,99,100,1\n')
  const bad = await desk.answers.bringIn({
    ...KEY,
    timeframe: '1m',
    path: join(directory, 'bad.csv'),
  })
  expect(bad).toMatchObject({ ok: false })
  expect((await stored(desk)).series).toEqual([])
  await desk.answers.bringIn({ ...KEY, timeframe: '1m', path })
  desk.close()
  executeIn(
    join(directory, 'candles.db'),
    'UPDATE candle_blocks SET checksum = checksum + 1 WHERE series_id = 1',
  )
  const faults = await deskIn(directory).answers.checkCandles(null)
  expect(faults.ok && faults.value[0]).toContain('its checksum is wrong')
})
