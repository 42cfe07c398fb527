import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { projectFolder } from '../setup/project-folder.ts'
import { launch, prepareProfile, withBuiltApp } from './benched-app.ts'
import { fillLibrary } from './filled-library.ts'
import { type Benchmark, compare, median, percentile } from './measurement.ts'

const CANDLES = 1_000_000
const YARDSTICK_CANDLES = 10_000
const RUNS = 9
const FRAMES = 480
const GOALS = { open: 2, frame: 1.2 }
const LIBRARY = join(
  ...[projectFolder, 'node_modules', 'lightweight-charts', 'dist'],
  'lightweight-charts.standalone.production.js',
)

/**
 * The chart of a million stored candles in the real window, against what the library that draws it does with ten thousand in
 * the same place: from the click to the picture, and frame by frame while it is moved and zoomed.
 */
export const chartOpening: Benchmark = {
  run: () =>
    withBuiltApp(async (folder, desktop) => {
      const profile = join(folder, 'profile')
      await prepareProfile(profile)
      fillLibrary(profile, CANDLES)
      const app = await launch([projectFolder, '--profile', profile], desktop)
      try {
        const page = await app.firstWindow()
        await page.waitForSelector('[data-ready=dashboard]', { state: 'attached' })
        await page.getByRole('navigation', { name: 'Main' }).getByText('Data').click()
        await series(page, '1m').waitFor()
        await page.evaluate(readFileSync(LIBRARY, 'utf8'))
        return [await opening(page), await frames(page)]
      } finally {
        await app.close()
      }
    }),
}

async function opening(page: Page) {
  const [ours, yardstick]: [number[], number[]] = [[], []]
  for (let run = 0; run < RUNS; run += 1) {
    // Another series between, so that it is opened anew.
    await series(page, '1d').click()
    await page.waitForFunction(SHOWS, '1d')
    ours.push(await page.evaluate<number>(OPEN_OURS))
    yardstick.push(await page.evaluate<number>(openLibrary(true)))
  }
  const figures = { ours: median(ours), yardstick: median(yardstick), goal: GOALS.open }
  return compare({ name: 'chart.open', unit: 'ms', better: 'lower', ...figures })
}

async function frames(page: Page) {
  const ours = await page.evaluate<number[]>(moved('[data-testid=market-chart] > div'))
  const words = await page.evaluate<number>('window.wordsSaid.size')
  if (words < 4) throw new Error('the chart hardly moved')
  await page.evaluate(openLibrary(false))
  const yardstick = await page.evaluate<number[]>(moved('#yardstick'))
  const at = (times: readonly number[]) => percentile(times, 95)
  const figures = { ours: at(ours), yardstick: at(yardstick), goal: GOALS.frame }
  return compare({ name: 'chart.frame-p95', unit: 'ms', better: 'lower', ...figures })
}

function series(page: Page, length: string) {
  return page.getByRole('table', { name: 'Stored candles' }).getByRole('button', {
    name: new RegExp(`, ${length}$`),
  })
}

/** All of these run in the page. */
const SHOWS = `(length) => {
  const chart = document.querySelector('[data-testid=market-chart]')
  return document.getElementById(chart?.getAttribute('aria-describedby'))?.textContent.includes(' ' + length + ' candles')
}`

/** From the click to the frame after the one in which the candles were drawn. */
const OPEN_OURS = `new Promise((resolve) => {
  const start = performance.now()
  const shows = ${SHOWS}
  document.querySelector('table[aria-label="Stored candles"] button[aria-label$=", 1m"]').click()
  const look = () => shows('1m') ? requestAnimationFrame(() => resolve(performance.now() - start)) : requestAnimationFrame(look)
  requestAnimationFrame(look)
})`

/** The same candles and volumes as ours, so many of them, in a place as large as ours. */
function openLibrary(isRemoved: boolean): string {
  return `new Promise((resolve) => {
    const { width, height } = document.querySelector('[data-testid=market-chart]').getBoundingClientRect()
    const start = performance.now()
    const place = document.createElement('div')
    place.id = 'yardstick'
    Object.assign(place.style, { position: 'fixed', right: 0, top: 0, width: width + 'px', height: height + 'px', zIndex: 99 })
    document.body.append(place)
    const chart = LightweightCharts.createChart(place, { width, height, layout: { attributionLogo: false } })
    const volume = chart.addSeries(LightweightCharts.HistogramSeries, { priceScaleId: 'volume' })
    const candles = chart.addSeries(LightweightCharts.CandlestickSeries)
    const rows = Array.from({ length: ${YARDSTICK_CANDLES} }, (_, index) => {
      const open = 30_000 + 900 * Math.sin(index / 40) + (index % 7)
      const close = 30_000 + 900 * Math.sin((index + 1) / 40) + ((index + 1) % 7)
      return { time: 1_700_000_000 + index * 60, open, close, high: Math.max(open, close) + 3, low: Math.min(open, close) - 3 }
    })
    candles.setData(rows)
    volume.setData(rows.map(({ time, open }) => ({ time, value: open, color: '#3fbf8640' })))
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const tookMs = performance.now() - start
      if (${isRemoved}) { chart.remove(); place.remove() }
      resolve(tookMs)
    }))
  })`
}

/** The times between frames while a wheel moves and zooms the chart, out to whole years and back in. */
function moved(selector: string): string {
  return `new Promise((resolve) => {
    const place = document.querySelector(${JSON.stringify(selector)})
    const target = place.querySelector('canvas').closest('td') ?? place
    const { left, top, width, height } = place.getBoundingClientRect()
    const wheel = (deltaX, deltaY) => target.dispatchEvent(new WheelEvent('wheel', {
      deltaX, deltaY, bubbles: true, cancelable: true, clientX: left + width / 2, clientY: top + height / 2,
    }))
    const chart = document.querySelector('[data-testid=market-chart]')
    const words = document.getElementById(chart.getAttribute('aria-describedby'))
    window.wordsSaid = new Set()
    const times = []
    let before = performance.now()
    const step = (now) => {
      times.push(now - before)
      before = now
      const frame = times.length
      if (frame > ${FRAMES}) return resolve(times.slice(1))
      if (frame % 10 === 0) wordsSaid.add(words.textContent)
      if (frame % 60 < 30) wheel(frame % 120 < 60 ? -400 : 400, 0)
      else wheel(0, frame % 120 < 60 ? 100 : -100)
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })`
}
