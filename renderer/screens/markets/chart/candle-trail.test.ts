import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { MarketCandles } from '../../../../app/contract/market-watch.ts'
import { barMs, levelsOf, type Timeframe } from './bar-levels.ts'
import { type CandlePage, CandleTrail } from './candle-trail.ts'
import { placeOf, timeAt } from './candle-window.ts'

const START = Date.UTC(2024, 0, 1)
const MINUTES = 1_000_000
const WIDTH = 1_400
const LEVELS = levelsOf(['1m', '5m', '15m', '1h', '4h', '1d'], '1m')

/** As many bars of a length as a million minutes make, each with its place as its close. */
function barsIn(level: Timeframe): number {
  return Math.floor((MINUTES * barMs('1m')) / barMs(level))
}

function page({ timeframe, edge, count }: CandlePage): MarketCandles {
  const lengthMs = barMs(timeframe)
  const all = barsIn(timeframe)
  const placeAt = edge.kind === 'newest' ? all : (edge.time - START) / lengthMs
  const after = Math.max(Math.floor(placeAt) + 1, 0)
  const end = Math.min(edge.kind === 'after' ? after + count : Math.ceil(placeAt), all)
  const from = Math.max(edge.kind === 'after' ? after : end - count, 0)
  const places = Array.from({ length: Math.max(end - from, 0) }, (_, index) => from + index)
  const column = Float64Array.from(places)
  const prices = { open: column, high: column, low: column, close: column, volume: column }
  return { openTime: column.map((place) => START + place * lengthMs), ...prices }
}

/** A chart on a trail, moved as a person moves one. */
class Screen {
  readonly trail: CandleTrail
  asked = 0
  #from = 0
  #to = 0
  #drawn: CandleTrail['state'] | null = null

  constructor() {
    this.trail = new CandleTrail({
      levels: LEVELS,
      now: () => START + MINUTES * barMs('1m'),
      onChange: (state) => this.#draw(state),
      load: async (wish) => {
        this.asked += 1
        return { ok: true, value: { candles: page(wish), storedBecause: null } }
      },
    })
  }

  get shown() {
    return { from: this.#from, to: this.#to }
  }

  /** Looks until nothing more comes. */
  async settle(isHeld = false): Promise<void> {
    for (let before = -1; before !== this.asked; ) {
      before = this.asked
      const barSpacing = WIDTH / (this.#to - this.#from)
      const { candles } = this.trail.state
      await this.trail.look({ candles, ...this.shown, barSpacing, isHeld })
    }
  }

  move(share: number): void {
    const by = (this.#to - this.#from) * share
    this.#from += by
    this.#to += by
  }

  zoom(factor: number): void {
    this.#from = this.#to - Math.max((this.#to - this.#from) * factor, 10)
  }

  #draw(state: CandleTrail['state']): void {
    const before = this.#drawn
    this.#drawn = state
    if (before === null || before.candles.openTime.length === 0) {
      this.#to = state.candles.openTime.length + 8
      this.#from = this.#to - WIDTH / 6
    } else if (before.candles !== state.candles) {
      const place = (at: number) =>
        placeOf(state.candles, timeAt(before.candles, at, barMs(before.level)), barMs(state.level))
      const share = barMs(before.level) / barMs(state.level)
      const to = place(this.#to)
      this.#from = to - (this.#to - this.#from) * share
      this.#to = to
    }
  }
}

/** Of what is shown, all that there is must be held, in a row. */
function expectWhole({ trail, shown }: Screen): void {
  const { level, candles } = trail.state
  const { openTime, close } = candles
  const first = close[0] ?? Number.NaN
  expect(Array.from(close)).toEqual(Array.from(close, (_, index) => first + index))
  expect(openTime[0]).toBe(START + first * barMs(level))
  const last = first + close.length - 1
  const visibleFrom = Math.max(Math.floor(first + shown.from), 0)
  const visibleTo = Math.min(Math.ceil(first + shown.to), barsIn(level) - 1)
  if (visibleFrom <= visibleTo) {
    expect(first).toBeLessThanOrEqual(visibleFrom)
    expect(last).toBeGreaterThanOrEqual(visibleTo)
  }
  expect(close.length).toBeLessThanOrEqual(8_100)
}

const steps = fc.array(
  fc.oneof(
    fc.record({ move: fc.constantFrom(-1, -0.5, 0.5, 1, 1) }),
    fc.record({ zoom: fc.constantFrom(0.3, 0.8, 1.25, 3, 3) }),
  ),
  { maxLength: 40 },
)

it('holds what is shown of a million candles, wherever somebody goes, and little more', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (moves) => {
      const screen = new Screen()
      await screen.trail.follow()
      await screen.settle()
      for (const step of moves) {
        if ('move' in step) screen.move(step.move)
        else screen.zoom(step.zoom)
        await screen.settle()
        expectWhole(screen)
      }
    }),
    { numRuns: 60 },
  )
})

it('shows all of a million candles as longer ones, after a few questions', async () => {
  const screen = new Screen()
  await screen.trail.follow()
  for (let round = 0; round < 30; round += 1) {
    screen.zoom(1.5)
    await screen.settle()
  }
  expect(screen.trail.state.level).toBe('1d')
  expect(screen.trail.state.candles.openTime[0]).toBe(START)
  expect(screen.asked).toBeLessThan(20)
})

it('lets go of nothing and stays at its bars while a pointer holds the chart', async () => {
  const screen = new Screen()
  await screen.trail.follow()
  for (let round = 0; round < 40; round += 1) {
    screen.move(-1)
    await screen.settle(true)
  }
  const held = screen.trail.state.candles.close
  expect(held.at(-1)).toBe(MINUTES - 1)
  expect(held.length).toBeGreaterThan(8_100)
  screen.zoom(12)
  await screen.settle(true)
  expect(screen.trail.state.level).toBe('1m')
  await screen.settle()
  expect(screen.trail.state.level).not.toBe('1m')
})

it('comes back to the newest from far away with one question', async () => {
  const screen = new Screen()
  await screen.trail.follow()
  for (let round = 0; round < 60; round += 1) {
    screen.move(-1)
    await screen.settle()
  }
  expect(screen.trail.state.candles.close.at(-1)).toBeLessThan(MINUTES - 1)
  const before = screen.asked
  await screen.trail.toNewest()
  expect(screen.asked).toBe(before + 1)
  expect(screen.trail.state.candles.close.at(-1)).toBe(MINUTES - 1)
})

it('makes nothing of a view of what was drawn before', async () => {
  const screen = new Screen()
  await screen.trail.follow()
  const { candles } = screen.trail.state
  const view = { candles, from: 600, to: 1_999, barSpacing: 0.9, isHeld: false }
  await screen.trail.look(view)
  expect(screen.trail.state.level).toBe('5m')
  const before = screen.asked
  await screen.trail.look({ ...view, barSpacing: 0.5 })
  expect([screen.trail.state.level, screen.asked]).toEqual(['5m', before])
})

it('says what is wrong, and goes on when it is over', async () => {
  const away = { code: 'away', message: 'It is away.', action: 'Wait.' }
  const five = page({ timeframe: '1m', edge: { kind: 'newest' }, count: 5 })
  const answers = [
    { ok: false, error: away },
    { ok: true, value: { candles: five, storedBecause: away } },
    { ok: true, value: { candles: five, storedBecause: null } },
  ] as const
  let asked = 0
  const trail = new CandleTrail({
    levels: LEVELS,
    now: () => START,
    onChange: () => undefined,
    load: async () => answers[asked++] ?? answers[2],
  })
  await trail.follow()
  expect(trail.state).toMatchObject({ problem: { code: 'away' }, isLoading: false })
  await trail.follow()
  expect(trail.state).toMatchObject({ problem: null, storedBecause: { code: 'away' } })
  expect(trail.state.candles.close.length).toBe(5)
  await trail.follow()
  expect(trail.state.storedBecause).toBeNull()
})
