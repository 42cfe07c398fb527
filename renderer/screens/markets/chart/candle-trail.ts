import { CANDLE_PAGE_MAX } from '../../../../app/contract/market-limits.ts'
import type {
  CandleEdge,
  CandlePageAnswer,
  MarketCandles,
} from '../../../../app/contract/market-watch.ts'
import type { Answer, Problem } from '../../../../app/contract/requests.ts'
import { barMs, levelFor, type Timeframe } from './bar-levels.ts'
import { NO_CANDLES, part, timeAt, withNewer, withOlder } from './candle-window.ts'

/** So many are held, however far somebody scrolls: enough for the widest screen, and for one more on both sides. */
const BARS_MAX = 6_000
/** Further ones are asked for when fewer than this, or than a screen full, are left beyond an edge. */
const MARGIN_MIN = 200

export type CandlePage = {
  readonly timeframe: Timeframe
  readonly edge: CandleEdge
  readonly count: number
}

export type TrailParts = {
  readonly load: (page: CandlePage) => Promise<Answer<CandlePageAnswer>>
  /** The bars that were chosen, and longer ones for when those are too narrow. */
  readonly levels: readonly [Timeframe, ...Timeframe[]]
  readonly onChange: (state: TrailState) => void
  readonly now: () => number
}

export type TrailState = {
  /** How long the bars are. */
  readonly level: Timeframe
  readonly candles: MarketCandles
  readonly isLoading: boolean
  readonly problem: Problem | null
  /** Why the newest are not the exchange's but what is stored; null while they are. */
  readonly storedBecause: Problem | null
}

/** What a chart shows, in places of bars that it holds: whole ones or not, and perhaps beyond them. */
export type ChartView = {
  /** Those that are drawn, which are the ones before where others have just come. */
  readonly candles: MarketCandles
  readonly from: number
  readonly to: number
  /** What a bar takes, in pixels. */
  readonly barSpacing: number
  /** A pointer drags it: what it holds on to must not move. */
  readonly isHeld: boolean
}

/** As much of a series as a chart needs, which follows what it shows: further pages, and longer bars where it is zoomed out. */
export class CandleTrail {
  readonly #parts: TrailParts
  #state: TrailState
  #view: ChartView | null = null
  #isAsking = false
  #isOver = false
  #isAtStart = false
  #isAtEnd = false
  readonly #lacking = new Set<Timeframe>()

  constructor(parts: TrailParts) {
    this.#parts = parts
    const [level] = parts.levels
    this.#state = {
      level,
      candles: NO_CANDLES,
      isLoading: true,
      problem: null,
      storedBecause: null,
    }
  }

  get state(): TrailState {
    return this.#state
  }

  /** The newest, the first time and again whenever there may be newer ones. */
  async follow(): Promise<void> {
    const { level, candles } = this.#state
    if (candles.openTime.length > 0 && !this.#isAtEnd) return
    const count = newCandles(candles, this.#parts.now())
    await this.#asked({ timeframe: level, edge: { kind: 'newest' }, count }, (newest) => {
      this.#isAtEnd = true
      this.#change({ candles: followed(candles, newest, barMs(level)) })
    })
  }

  /** Told of whatever is shown; gets what is missing of it. */
  async look(view: ChartView): Promise<void> {
    const { level, candles } = this.#state
    const { length } = candles.openTime
    if (view.candles !== candles) return
    this.#view = view
    if (this.#isAsking || this.#isOver || length === 0) return
    const margin = Math.max(MARGIN_MIN, view.to - view.from)
    const wanted = view.isHeld ? level : this.#levelFor(view)
    if (wanted !== level) await this.#goTo(wanted, view)
    else if (!this.#isAtStart && view.from < margin) await this.#older()
    else if (!this.#isAtEnd && !view.isHeld && view.to > length - margin) await this.#newer()
  }

  /** Back to where it began, however far away that is. */
  async toNewest(): Promise<void> {
    if (this.#isAtEnd) return
    const { level } = this.#state
    const page = { timeframe: level, edge: { kind: 'newest' }, count: CANDLE_PAGE_MAX } as const
    await this.#asked(page, (candles) => {
      if (candles.openTime.length === 0) return
      this.#isAtStart = false
      this.#isAtEnd = true
      this.#change({ candles })
    })
  }

  stop(): void {
    this.#isOver = true
  }

  #levelFor({ barSpacing }: ChartView): Timeframe {
    const levels = this.#parts.levels.filter((one) => !this.#lacking.has(one))
    return levelFor(levels, this.#state.level, barSpacing)
  }

  /** The same stretch in other bars. */
  async #goTo(level: Timeframe, { to }: ChartView): Promise<void> {
    const { candles, level: before } = this.#state
    const last = candles.openTime.at(-1) ?? 0
    const time = timeAt(candles, to, barMs(before)) + (CANDLE_PAGE_MAX / 4) * barMs(level)
    const isNewest = this.#isAtEnd && time > last
    const edge: CandleEdge = isNewest
      ? { kind: 'newest' }
      : { kind: 'before', time: Math.round(time) }
    await this.#asked({ timeframe: level, edge, count: CANDLE_PAGE_MAX }, (page) => {
      if (page.openTime.length === 0) return
      this.#isAtStart = false
      this.#isAtEnd = isNewest
      this.#change({ level, candles: page })
    })
    if (this.#state.level !== level) this.#lacking.add(level)
  }

  async #older(): Promise<void> {
    const { candles, level } = this.#state
    const edge = { kind: 'before', time: candles.openTime[0] ?? 0 } as const
    await this.#asked({ timeframe: level, edge, count: CANDLE_PAGE_MAX }, (older) => {
      this.#isAtStart = older.openTime.length === 0
      if (this.#isAtStart) return
      const whole = withOlder(candles, older)
      const needed = this.#neededUntil(older.openTime.length)
      const kept = part(whole, 0, Math.max(BARS_MAX, needed))
      if (kept !== whole) this.#isAtEnd = false
      this.#change({ candles: kept })
    })
  }

  async #newer(): Promise<void> {
    const { candles, level } = this.#state
    const edge = { kind: 'after', time: candles.openTime.at(-1) ?? 0 } as const
    await this.#asked({ timeframe: level, edge, count: CANDLE_PAGE_MAX }, (newer) => {
      this.#isAtEnd = newer.openTime.length === 0
      if (this.#isAtEnd) return
      const whole = withNewer(candles, newer)
      const spare = Math.min(whole.openTime.length - BARS_MAX, this.#neededFrom())
      if (spare > 0) this.#isAtStart = false
      this.#change({ candles: part(whole, spare, whole.openTime.length) })
    })
  }

  /** Before which place nothing may go, once so many have come in front. */
  #neededUntil(added: number): number {
    const { to = 0, from = 0, isHeld = false } = this.#view ?? {}
    return isHeld
      ? Number.POSITIVE_INFINITY
      : Math.ceil(added + to + Math.max(to - from, MARGIN_MIN))
  }

  #neededFrom(): number {
    const { to = 0, from = 0, isHeld = false } = this.#view ?? {}
    return isHeld ? 0 : Math.floor(from - Math.max(to - from, MARGIN_MIN))
  }

  /** One question at a time; what it answers counts if nothing else has changed what is held. */
  async #asked(page: CandlePage, take: (candles: MarketCandles) => void): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    const answer = await this.#parts.load(page)
    this.#isAsking = false
    if (this.#isOver) return
    if (answer.ok) take(answer.value.candles)
    if (answer.ok && page.edge.kind === 'newest') {
      this.#change({ storedBecause: answer.value.storedBecause })
    }
    this.#change({ isLoading: false, problem: answer.ok ? null : answer.error })
  }

  #change(change: Partial<TrailState>): void {
    const next = { ...this.#state, ...change }
    const isSame = (Object.keys(next) as (keyof TrailState)[]).every(
      (name) => next[name] === this.#state[name],
    )
    this.#state = next
    if (!isSame) this.#parts.onChange(next)
  }
}

/** As many as may have come since, and the one that was forming. */
function newCandles({ openTime }: MarketCandles, now: number): number {
  const [last, before] = [openTime.at(-1), openTime.at(-2)]
  if (last === undefined || before === undefined) return CANDLE_PAGE_MAX
  const since = Math.ceil((now - last) / (last - before))
  return Math.min(Math.max(since + 2, 3), CANDLE_PAGE_MAX)
}

/** After so long a pause that something is missing between, the chart begins anew. */
function followed(before: MarketCandles, newer: MarketCandles, lengthMs: number): MarketCandles {
  const [last, first] = [before.openTime.at(-1) ?? 0, newer.openTime[0] ?? 0]
  return first > last + lengthMs ? newer : withNewer(before, newer)
}
