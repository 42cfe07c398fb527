import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Candle } from '../domain/candle.ts'
import { success } from '../domain/result.ts'
import { SAMPLE_MARKET, sampleCandle } from '../domain/sample-market.fixture.ts'
import type { Stretch } from '../domain/stretch.ts'
import type { CandlePages } from '../ports/candle-pages.ts'
import type { Clock } from '../ports/clock.ts'
import { type DownloadTarget, downloadCandles } from './download-candles.ts'
import { missingStretches } from './missing-stretches.ts'

const MINUTE_MS = 60_000
const START = sampleCandle(0, '1').openTime
const PAGE = 7
/** Nobody waits in these. */
const still: Clock = { now: () => START, schedule: () => () => undefined }

class Shelf implements DownloadTarget {
  readonly candles = new Map<number, Candle>()
  readonly #empty: Stretch[] = []

  openTimes(): readonly number[] {
    return [...this.candles.keys()].sort((a, b) => a - b)
  }

  empty(): readonly Stretch[] {
    return this.#empty
  }

  write(candles: readonly Candle[]): void {
    for (const candle of candles) this.candles.set(candle.openTime, candle)
  }

  rememberEmpty(stretch: Stretch): void {
    this.#empty.push(stretch)
  }
}

/** An exchange that has some minutes; one kind jumps to the first there are, the other looks at one page's time only. */
function exchangeOf(minutes: readonly number[], jumps: boolean, now: number) {
  const all = [...minutes].sort((a, b) => a - b).map((minute) => sampleCandle(minute, '1'))
  let asked = 0
  const pages: CandlePages = {
    exchangeName: 'Sample',
    market: SAMPLE_MARKET,
    pageLimit: PAGE,
    now: () => START + now * MINUTE_MS,
    fetch: (since) => {
      asked += 1
      const end = jumps ? Number.POSITIVE_INFINITY : since + PAGE * MINUTE_MS
      const candles = all
        .filter(({ openTime }) => openTime >= since && openTime < end)
        .slice(0, PAGE)
      return Promise.resolve(success({ candles, priceDecimals: 2 }))
    },
  }
  return { pages, all, asked: () => asked }
}

function downloadInto(target: DownloadTarget, pages: CandlePages, whole: Stretch) {
  const events = { progress: () => undefined, waiting: () => undefined }
  const { signal } = new AbortController()
  return downloadCandles({
    ...{ pages, target, whole, candleMs: MINUTE_MS, clock: still, events, signal },
  })
}

const anyMinutes = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 120 })

it('has all closed candles of a stretch that the exchange has, whatever was there before', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyMinutes,
      anyMinutes,
      fc.boolean(),
      fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 120 })),
      async (there, known, jumps, [from, length]) => {
        const now = 190
        const { pages, all } = exchangeOf(there, jumps, now)
        const shelf = new Shelf()
        shelf.write(all.filter(({ openTime }) => known.includes((openTime - START) / MINUTE_MS)))
        const before = new Set(shelf.openTimes())
        const whole = {
          from: START + from * MINUTE_MS - 1,
          until: START + (from + length) * MINUTE_MS,
        }
        const outcome = await downloadInto(shelf, pages, whole)
        const wanted = all
          .map(({ openTime }) => openTime)
          .filter((time) => time >= whole.from && time < whole.until)
          .filter((time) => time < START + now * MINUTE_MS)
        expect(shelf.openTimes().filter((time) => !before.has(time))).toEqual(
          wanted.filter((time) => !before.has(time)),
        )
        const came = wanted.filter((time) => !before.has(time)).length
        expect(outcome).toMatchObject({ ok: true, value: { candles: came } })
      },
    ),
    { numRuns: 150 },
  )
})

it('asks only once where the exchange has none, but for what closed just now', async () => {
  const { pages, asked } = exchangeOf([0, 1, 2, 50], false, 200)
  const shelf = new Shelf()
  const whole = { from: START, until: START + 200 * MINUTE_MS }
  await downloadInto(shelf, pages, whole)
  const first = asked()
  await downloadInto(shelf, pages, whole)
  // The last hour, in pages of seven minutes.
  expect(asked() - first).toBe(Math.ceil(60 / PAGE))
  expect(
    missingStretches(shelf.openTimes(), whole, { candleMs: MINUTE_MS, empty: shelf.empty() }),
  ).toEqual([{ from: START + 140 * MINUTE_MS, until: whole.until }])
})

it('ends where candles do not begin when they should', async () => {
  const { pages } = exchangeOf([0, 1], true, 200)
  const shifted: CandlePages = {
    ...pages,
    fetch: async (since) => {
      const page = await pages.fetch(since)
      if (!page.ok) return page
      const candles = page.value.candles.map((one) => ({ ...one, openTime: one.openTime + 1_000 }))
      return success({ candles, priceDecimals: 2 })
    },
  }
  const shelf = new Shelf()
  const outcome = await downloadInto(shelf, shifted, { from: START, until: START + 9 * MINUTE_MS })
  expect(outcome).toMatchObject({ ok: false, error: { code: 'candles-off-grid' } })
  expect(shelf.openTimes()).toEqual([])
})
