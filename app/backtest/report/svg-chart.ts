import { type Html, html } from './html.ts'

export interface ChartSeries {
  readonly name: string
  /** What the style sheet paints it by. */
  readonly look: string
  readonly values: readonly number[]
}

interface ChartOptions {
  readonly title: string
  readonly times: readonly number[]
  readonly series: readonly ChartSeries[]
  readonly height: number
  readonly label: (value: number) => string
  /** Paints the first series down, or up, to this value. */
  readonly filledTo?: number
}

const WIDTH = 960
const MARGIN = { top: 8, right: 76, bottom: 22, left: 0 } as const
const GRID_LINES = 4
const TIME_LABELS = 6
const ROUND_STEPS = [1, 2, 2.5, 5, 10]

/** A chart of lines over time as inline SVG: no script, and no style but classes. */
export function svgChart(options: ChartOptions): Html {
  const { height, times, series, title } = options
  const scale = scaleOf(options)
  const lines = series.map(({ values, look }, at) => {
    const path = pathOf(values, scale)
    const { filledTo } = options
    const area = at === 0 && filledTo !== undefined ? areaOf(path, scale, filledTo) : ''
    return html`${area}<path class="line ${look}" d="${path}"/>`
  })
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">
${gridOf(options, scale)}${timesOf(times, height)}${lines}</svg>`
}

interface Scale {
  readonly x: (index: number) => number
  readonly y: (value: number) => number
  readonly low: number
  readonly high: number
  readonly last: number
}

function scaleOf({ series, height, times, filledTo }: ChartOptions): Scale {
  let [low, high] = [filledTo ?? Number.POSITIVE_INFINITY, filledTo ?? Number.NEGATIVE_INFINITY]
  for (const { values } of series) {
    for (const value of values) {
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  }
  if (!(high > low)) [low, high] = [low - 1, low + 1]
  const inner = {
    width: WIDTH - MARGIN.left - MARGIN.right,
    height: height - MARGIN.top - MARGIN.bottom,
  }
  const [first, end] = [times[0] ?? 0, times.at(-1) ?? 1]
  const span = Math.max(1, end - first)
  return {
    ...{ low, high, last: times.length - 1 },
    x: (index) => MARGIN.left + (((times[index] ?? first) - first) / span) * inner.width,
    y: (value) => MARGIN.top + ((high - value) / (high - low)) * inner.height,
  }
}

function pathOf(values: readonly number[], { x, y }: Scale): string {
  return values
    .map((value, at) => `${at === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`)
    .join('')
}

function areaOf(path: string, { x, y, last }: Scale, to: number): Html {
  const base = y(to).toFixed(1)
  return html`<path class="area" d="${path}L${x(last).toFixed(1)} ${base}L${x(0).toFixed(1)} ${base}Z"/>`
}

function gridOf({ label }: ChartOptions, { low, high, y }: Scale): readonly Html[] {
  const right = WIDTH - MARGIN.right
  return roundValues(low, high).map((value) => {
    const at = y(value).toFixed(1)
    return html`<path class="grid" d="M0 ${at}H${right}"/><text x="${right + 8}" y="${at}" dy="4">${label(value)}</text>`
  })
}

/** Values between two others that people would write on an axis. */
function roundValues(low: number, high: number): readonly number[] {
  const rough = (high - low) / GRID_LINES
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * (ROUND_STEPS.find((times) => times * power >= rough) ?? 10)
  const first = Math.ceil(low / step)
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, at) => (first + at) * step)
}

function timesOf(times: readonly number[], height: number): readonly Html[] {
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0]
  return Array.from({ length: TIME_LABELS }, (_, at) => {
    const share = at / (TIME_LABELS - 1)
    const time = new Date(first + (last - first) * share).toISOString().slice(0, 10)
    const x = MARGIN.left + share * (WIDTH - MARGIN.left - MARGIN.right)
    const anchor = at === 0 ? 'start' : at === TIME_LABELS - 1 ? 'end' : 'middle'
    return html`<text x="${x.toFixed(1)}" y="${height - 4}" text-anchor="${anchor}">${time}</text>`
  })
}
