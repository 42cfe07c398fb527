import type { Candle } from '../domain/candle.ts'
import { bucketStart } from '../domain/candle-bucket.ts'
import { failure, type Problem, type Result, success } from '../domain/result.ts'
import type { Stretch } from '../domain/stretch.ts'
import type { CandlePage, CandlePages } from '../ports/candle-pages.ts'
import type { Clock } from '../ports/clock.ts'
import { missingStretches } from './missing-stretches.ts'
import { patiently } from './patiently.ts'

/** An exchange may be late with its newest candles: that one is not there yet says nothing for so long. */
const SETTLED_AFTER_MS = 3_600_000

/** Where candles go, and what is known of them. */
export interface DownloadTarget {
  openTimes(): Iterable<number>
  empty(): readonly Stretch[]
  write(candles: readonly Candle[], priceDecimals: number): void
  /** The exchange was asked and has nothing there. */
  rememberEmpty(stretch: Stretch): void
}

export interface DownloadProgress {
  readonly candlesDone: number
  readonly candlesWanted: number
  /** Null until there is something to go by. */
  readonly msLeft: number | null
}

export interface DownloadEvents {
  readonly progress: (progress: DownloadProgress) => void
  readonly waiting: (why: Problem, forMs: number) => void
}

export interface DownloadWish {
  readonly pages: CandlePages
  readonly target: DownloadTarget
  readonly whole: Stretch
  readonly candleMs: number
  readonly clock: Clock
  readonly events: DownloadEvents
  readonly signal: AbortSignal
}

export interface DownloadOutcome {
  /** How many came that were not there. */
  readonly candles: number
  /** Where the exchange has none, as far as it was asked now. */
  readonly empty: readonly Stretch[]
}

/**
 * Asks for whatever is missing of a stretch, page by page; each page is written when it has come, so that one that is killed
 * goes on where it was. Closed candles only.
 */
export async function downloadCandles(
  wish: DownloadWish,
): Promise<Result<DownloadOutcome, Problem>> {
  const { target, candleMs } = wish
  const missing = missingStretches(target.openTimes(), closedPart(wish), {
    candleMs,
    empty: target.empty(),
  })
  const wanted = missing.reduce((sum, { from, until }) => sum + (until - from) / candleMs, 0)
  const progress = progressFrom(wish, wanted)
  const empty: Stretch[] = []
  let candles = 0
  for (const stretch of missing) {
    for (let { from } = stretch; from < stretch.until; ) {
      const page = await pageFrom(wish, { from, until: stretch.until })
      if (!page.ok) return page
      target.write(page.value.candles, page.value.priceDecimals)
      candles += page.value.candles.length
      for (const gap of page.value.empty) remember(wish, gap, empty)
      progress((page.value.until - from) / candleMs)
      from = page.value.until
    }
  }
  return success({ candles, empty: joined(empty) })
}

/** Full candles of a stretch that have closed by now. */
function closedPart({ whole, candleMs, pages }: DownloadWish): Stretch {
  const closed = bucketStart(pages.now(), candleMs)
  return {
    from: gridAt(whole.from, candleMs),
    until: gridAt(Math.min(whole.until, closed), candleMs),
  }
}

/** The first start of a candle at a time or after it. */
function gridAt(time: number, candleMs: number): number {
  return bucketStart(time + candleMs - 1, candleMs)
}

interface Page extends CandlePage {
  readonly empty: readonly Stretch[]
  /** All before it is known now. */
  readonly until: number
}

async function pageFrom(
  wish: DownloadWish,
  { from, until }: Stretch,
): Promise<Result<Page, Problem>> {
  const { candleMs, pages } = wish
  const page = await patiently(wish, from)
  if (!page.ok) return page
  const stray = page.value.candles.find(
    ({ openTime }) => openTime !== bucketStart(openTime, candleMs),
  )
  if (stray !== undefined) return failure(otherHours(pages.exchangeName, stray.openTime))
  const fresh = page.value.candles.filter(({ openTime }) => openTime >= from)
  const candles = fresh.filter(({ openTime }) => openTime < until)
  const { priceDecimals } = page.value
  const [first] = fresh
  if (first === undefined) {
    // An empty page says no more than that a page from there on is empty.
    const end = Math.min(from + pages.pageLimit * candleMs, until)
    return success({ candles: [], priceDecimals, empty: [{ from, until: end }], until: end })
  }
  const end = candles.length < fresh.length ? until : (candles.at(-1)?.openTime ?? from) + candleMs
  const empty = missingStretches(
    candles.map(({ openTime }) => openTime),
    { from, until: end },
    { candleMs, empty: [] },
  )
  return success({ candles, priceDecimals, empty, until: end })
}

function remember({ target, pages }: DownloadWish, gap: Stretch, empty: Stretch[]): void {
  empty.push(gap)
  const until = Math.min(gap.until, pages.now() - SETTLED_AFTER_MS)
  if (gap.from < until) target.rememberEmpty({ from: gap.from, until })
}

/** Those that touch each other as one. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const whole: Stretch[] = []
  for (const stretch of stretches) {
    const last = whole.at(-1)
    if (last?.until === stretch.from) {
      whole[whole.length - 1] = { from: last.from, until: stretch.until }
    } else whole.push(stretch)
  }
  return whole
}

function progressFrom({ clock, events }: DownloadWish, candlesWanted: number) {
  const startedAt = clock.now()
  let candlesDone = 0
  return (candles: number) => {
    candlesDone += candles
    const share = candlesDone / candlesWanted
    const msLeft = share > 0 ? ((clock.now() - startedAt) * (1 - share)) / share : null
    events.progress({ candlesDone, candlesWanted, msLeft })
  }
}

function otherHours(exchangeName: string, openTime: number): Problem {
  return {
    code: 'candles-off-grid',
    message: `${exchangeName} begins its candles of this length at other times (${new Date(openTime).toISOString()}).`,
    action: 'Download shorter candles; longer ones follow from them by themselves.',
  }
}
