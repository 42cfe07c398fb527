import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { requests } from '../../app/contract/requests.ts'
import { type BacktestWish, DEFAULT_COSTS } from '../../app/contract/research.ts'
import type { SearchView, SearchWish } from '../../app/contract/search-view.ts'
import { importCandleFile } from '../../app/exchanges/replay/candle-import.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { STRATEGIES } from '../../app/strategy/strategy-catalog.ts'
import { ResearchThread } from './research-thread.ts'

// Threads start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const START = Date.UTC(2024, 0, 1)
const HOUR_MS = 3_600_000

/** Up and down in turn, so that averages cross. */
function csv(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const price = 1_000 + Math.round(100 * Math.sin(index / 8))
    return `${START + index * HOUR_MS},${price},${price + 5},${price - 5},${price},10`
  })
  return ['timestamp,open,high,low,close,volume', ...lines].join('\n')
}

function bench() {
  const directory = temporaryFolder()
  const failures: unknown[] = []
  const thread = new ResearchThread({
    ...{ directory, script: join(import.meta.dirname, 'research-worker.ts') },
    report: (error) => failures.push(error),
  })
  onTestFinished(() => thread.end())
  return { thread, directory, failures }
}

async function imported(directory: string, candles: number): Promise<BacktestWish> {
  return { ...WISH, candles: await broughtIn(directory, csv(candles), 'ETH/USDT') }
}

async function broughtIn(directory: string, text: string, symbol: string, repairs = false) {
  const file = join(directory, `${symbol.replace('/', '')}.csv`)
  writeFileSync(file, text)
  const added = await importCandleFile(file, new ProfilePaths(directory).imports, repairs)
  if (!added.ok) throw new Error(added.error.message)
  return { kind: 'import', importId: added.value.importId, symbol } as const
}

async function viewOf(thread: ResearchThread, wish: BacktestWish) {
  const runId = await started(thread, wish)
  expect(await ended(thread, runId)).toEqual({ kind: 'done' })
  const answer = await thread.ask('loadBacktest', { runId })
  if (!answer.ok) throw new Error(answer.error.message)
  return { runId, view: answer.value }
}

const WISH: BacktestWish = {
  ...{ others: [], finer: null },
  candles: { kind: 'demo', seed: 7 },
  from: null,
  until: null,
  bot: {
    name: 'Cross',
    strategyId: 'sma-cross',
    parameters: { fast: 5, slow: 12 },
    sizing: { kind: 'percent-of-equity', percent: 100 },
    exits: { stopPercent: null, targetPercent: null, trailingPercent: null },
  },
  cash: '10000',
  costs: DEFAULT_COSTS,
}

async function started(thread: ResearchThread, wish: BacktestWish): Promise<string> {
  const answer = await thread.ask('startBacktest', wish)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value.runId
}

async function ended(thread: ResearchThread, runId: string) {
  return vi.waitFor(
    async () => {
      const answer = await thread.ask('loadRun', { runId })
      if (!answer.ok || answer.value.kind === 'running') throw new Error('it still runs')
      return answer.value
    },
    { timeout: 30_000 },
  )
}

const SEARCH: SearchWish = {
  backtest: WISH,
  ranges: [
    { key: 'fast', from: 3, to: 9, step: 2 },
    { key: 'slow', from: 12, to: 24, step: 6 },
  ],
  ...{ way: 'grid', count: 100, objective: 'sharpe', roundTripsMin: 1, seed: 1 },
  drawdownMaxPercent: null,
  walkForward: { mode: 'rolling', windows: 2, ratio: 2 },
}

async function stateOf(thread: ResearchThread, searchId: string) {
  const answer = await thread.ask('listSearches', null)
  return answer.ok ? answer.value.find((line) => line.searchId === searchId)?.state : undefined
}

function foundBy(thread: ResearchThread, searchId: string): Promise<SearchView> {
  return vi.waitFor(
    async () => {
      const answer = await thread.ask('loadSearch', { searchId })
      if (!answer.ok) throw new Error(answer.error.message)
      return answer.value
    },
    { timeout: 30_000 },
  )
}

async function searched(thread: ResearchThread, wish: SearchWish): Promise<SearchView> {
  const answer = await thread.ask('startSearch', wish)
  if (!answer.ok) throw new Error(answer.error.message)
  return foundBy(thread, answer.value.searchId)
}

describe('the research thread', () => {
  it('lists the imported files and the demo market', async () => {
    const { thread, directory } = bench()
    const { candles } = await imported(directory, 300)
    const answer = await thread.ask('listCandleSeries', null)
    expect(answer.ok && answer.value).toMatchObject([
      { choice: candles, title: 'ETHUSDT.csv', timeframe: '1h', candles: 300, from: START },
      { choice: { kind: 'demo', seed: 7 }, title: 'Demo market', timeframe: '1m' },
    ])
  })

  it('runs a backtest of a file, and shows its trades, equity and candles', async () => {
    const { thread, directory } = bench()
    const runId = await started(thread, await imported(directory, 300))
    expect(await ended(thread, runId)).toEqual({ kind: 'done' })
    const answer = await thread.ask('loadBacktest', { runId })
    if (!answer.ok) throw new Error(answer.error.message)
    const { document, chart, title } = answer.value
    expect(title).toBe('ETHUSDT.csv')
    expect(document.candles).toBe(300)
    expect(document.metrics.trades).toBeGreaterThan(6)
    expect(document).not.toHaveProperty('trades')
    expect(chart.marks).toHaveLength(document.metrics.trades)
    expect(chart.bars.openTime).toHaveLength(300)
    expect(chart.equity.at(-1)).toBeCloseTo(document.equity.end, 6)
    expect(Math.min(...chart.drawdown)).toBeCloseTo(-document.metrics.maxDrawdown, 9)
    expect(Object.keys(chart.bars.lines)).toEqual(['fast', 'slow'])
  })

  it('trades several markets on one account, and refuses those that do not go together', async () => {
    const { thread, directory } = bench()
    const wish = await imported(directory, 300)
    const other = await broughtIn(directory, csv(280), 'BTC/USDT')
    const sizing = { kind: 'percent-of-equity', percent: 40 } as const
    const bot = { ...wish.bot, sizing }
    const { runId, view } = await viewOf(thread, { ...wish, bot, others: [other] })
    expect(view.document.setup.otherSymbols).toEqual(['BTC/USDT'])
    const page = await thread.ask('loadTrades', { runId, from: 0 })
    const trades = page.ok ? page.value : []
    expect(trades).toHaveLength(view.document.metrics.trades)
    expect(new Set(trades.map(({ symbol }) => symbol)).size).toBe(2)
    const own = trades.filter(({ symbol }) => symbol === 'ETH/USDT')
    expect(view.chart.marks).toHaveLength(own.length)
    const sales = trades.filter(({ side }) => side === 'sell')
    expect(sales.every(({ profit }) => profit !== null)).toBe(true)
    const rest = await thread.ask('loadTrades', { runId, from: 3 })
    expect(rest.ok && rest.value).toEqual(trades.slice(3))
    const foreign = { ...other, symbol: 'BTC/EUR' }
    expect(
      await ended(thread, await started(thread, { ...wish, others: [foreign] })),
    ).toMatchObject({
      problem: { message: expect.stringContaining('is not paid in USDT') },
    })
    const minutes = { kind: 'demo', seed: 7 } as const
    expect(
      await ended(thread, await started(thread, { ...wish, others: [minutes] })),
    ).toMatchObject({
      kind: 'failed',
    })
  })

  it('fills inside a candle by shorter ones of another file, and refuses longer ones', async () => {
    const { thread, directory } = bench()
    const wish = await imported(directory, 100)
    const lines = csv(100).split('\n')
    const finer = lines.flatMap((line, index) => {
      if (index === 0) return [line]
      const [time = '', ...rest] = line.split(',')
      return [0, 1].map((half) => [Number(time) + (half * HOUR_MS) / 2, ...rest].join(','))
    })
    const choice = await broughtIn(directory, finer.join('\n'), 'ETH/USDT')
    const { view } = await viewOf(thread, { ...wish, finer: choice })
    expect(view.document.setup.finer).toEqual({ name: 'ETHUSDT.csv', timeframe: '30m' })
    expect(view.document.trust.findings.map(({ check }) => check)).toContain('inside-candles')
    const wrong = await started(thread, { ...wish, candles: choice, finer: wish.candles })
    expect(await ended(thread, wrong)).toMatchObject({
      problem: { message: expect.stringContaining('must be shorter candles than 30m') },
    })
  })

  it('says in the result what was put right in a file, where that was asked for', async () => {
    const { thread, directory } = bench()
    const [header = '', ...rows] = csv(300).split('\n')
    const broken = [header, ...rows.slice(0, 50), rows[49], ...rows.slice(60)].join('\n')
    const refused = importCandleFile(join(directory, 'ETHUSDT.csv'), directory)
    expect(await refused).toMatchObject({ ok: false })
    const candles = await broughtIn(directory, broken, 'ETH/USDT', true)
    const { view } = await viewOf(thread, { ...WISH, candles })
    expect(view.document.candles).toBe(300)
    expect(view.document.setup.candles.repair).toMatchObject({
      ...{ duplicateRows: 1, filledCandles: 10 },
    })
    expect(view.document.trust.findings.map(({ check }) => check)).toContain('repair')
  })

  it('takes only the days that are asked for, and says so when there are none', async () => {
    const { thread, directory } = bench()
    const wish = await imported(directory, 300)
    const range = { from: START + 24 * HOUR_MS, until: START + 48 * HOUR_MS }
    const part = await started(thread, { ...wish, ...range })
    expect(await ended(thread, part)).toEqual({ kind: 'done' })
    const answer = await thread.ask('loadBacktest', { runId: part })
    expect(answer.ok && answer.value.document.candles).toBe(24)
    const none = await started(thread, { ...wish, from: 0, until: 1 })
    expect(await ended(thread, none)).toMatchObject({
      kind: 'failed',
      problem: { message: expect.stringContaining('from 2024-01-01 to 2024-01-13') },
    })
  })

  it('refuses parameters that make no sense, with the reason', async () => {
    const { thread } = bench()
    const bot = { ...WISH.bot, parameters: { fast: 20, slow: 10 } }
    const runId = await started(thread, { ...WISH, bot, until: Date.UTC(2025, 0, 2) })
    expect(await ended(thread, runId)).toMatchObject({ kind: 'failed' })
  })

  it('ends a run that is no longer wanted, which leaves no result', async () => {
    const { thread } = bench()
    const runId = await started(thread, WISH)
    expect(await thread.ask('cancelRun', { runId })).toEqual({ ok: true, value: null })
    expect(await ended(thread, runId)).toEqual({ kind: 'cancelled' })
    expect(await thread.ask('loadBacktest', { runId })).toMatchObject({
      error: { code: 'run-not-done' },
    })
  })

  it('runs every strategy that ships, as its form begins', async () => {
    const { thread, directory } = bench()
    const wish = await imported(directory, 400)
    for (const { id, fields } of STRATEGIES) {
      const parameters = Object.fromEntries(fields.map((field) => [field.key, field.default]))
      const runId = await started(thread, {
        ...wish,
        bot: { ...wish.bot, strategyId: id, parameters },
      })
      expect([id, await ended(thread, runId)]).toEqual([id, { kind: 'done' }])
      const answer = await thread.ask('loadBacktest', { runId })
      if (!answer.ok) throw new Error(answer.error.message)
      expect(requests.loadBacktest.output.safeParse(answer.value).success).toBe(true)
    }
  })

  it('keeps results, over its end too, and forgets them when asked to', async () => {
    const { thread, directory } = bench()
    const wish = await imported(directory, 300)
    const runId = await started(thread, wish)
    await ended(thread, runId)
    expect(await thread.ask('saveBacktest', { runId, name: 'mine' })).toMatchObject({ ok: true })
    await thread.end()
    const listed = await thread.ask('listBacktests', null)
    const [line] = listed.ok ? listed.value : []
    expect(line).toMatchObject({ name: 'mine', symbol: 'ETH/USDT' })
    const id = line?.id ?? ''
    const loaded = await thread.ask('loadBacktests', { ids: [id] })
    expect(loaded.ok && loaded.value[0]?.document.candles).toBe(300)
    const html = await thread.ask('exportBacktest', { kind: 'saved', id, format: 'html' })
    expect(html.ok && html.value.text).toContain('ETH/USDT')
    expect(await thread.ask('removeBacktest', { id })).toMatchObject({ ok: true })
    expect(await thread.ask('listBacktests', null)).toEqual({ ok: true, value: [] })
    expect(await thread.ask('loadBacktests', { ids: [id] })).toMatchObject({ ok: false })
  })

  it('finds the same parameters, ended in the middle or not', async () => {
    const { thread, directory } = bench()
    const wish: SearchWish = { ...SEARCH, backtest: await imported(directory, 600) }
    const whole = await searched(thread, wish)
    expect(whole.tried).toBe(12)
    expect(whole.walkForward?.windows).toHaveLength(2)
    const answer = await thread.ask('startSearch', wish)
    if (!answer.ok) throw new Error(answer.error.message)
    const { searchId } = answer.value
    await thread.end()
    expect(await stateOf(thread, searchId)).toEqual({ kind: 'paused' })
    await thread.ask('resumeSearch', { searchId })
    expect(await foundBy(thread, searchId)).toEqual(whole)
  })

  it('shows a finished search again after its end, without searching anew', async () => {
    const { thread, directory } = bench()
    const wish: SearchWish = { ...SEARCH, backtest: await imported(directory, 600) }
    const answer = await thread.ask('startSearch', wish)
    if (!answer.ok) throw new Error(answer.error.message)
    const { searchId } = answer.value
    const found = await foundBy(thread, searchId)
    expect(found.shuffledTrades?.runs).toBe(1_000)
    expect(found.blockBootstrap?.totalReturn[50]).toEqual(expect.any(Number))
    await thread.end()
    expect(await stateOf(thread, searchId)).toEqual({ kind: 'done' })
    expect(await thread.ask('loadSearch', { searchId })).toEqual({ ok: true, value: found })
    await thread.ask('removeSearch', { searchId })
    expect(await thread.ask('loadSearch', { searchId })).toMatchObject({ ok: false })
  })

  it('takes no set that fell further than it may', async () => {
    const { thread, directory } = bench()
    const backtest = await imported(directory, 600)
    const wish: SearchWish = { ...SEARCH, backtest, walkForward: null }
    const free = await searched(thread, wish)
    const falls = free.sets.map(({ maxDrawdown }) => maxDrawdown)
    const limit = (Math.min(...falls) + Math.max(...falls)) / 2
    const kept = await searched(thread, { ...wish, drawdownMaxPercent: limit * 100 })
    const valued = kept.sets.filter(({ value }) => value !== null)
    expect(valued.length).toBeGreaterThan(0)
    expect(valued.length).toBeLessThan(free.sets.filter(({ value }) => value !== null).length)
    for (const { maxDrawdown } of valued) expect(maxDrawdown).toBeLessThanOrEqual(limit)
  })

  it('says why ranges cannot be searched', async () => {
    const { thread, directory } = bench()
    const backtest = await imported(directory, 300)
    const ranges = [{ key: 'fast', from: 1, to: 900, step: 1 }]
    const answer = await thread.ask('startSearch', { ...SEARCH, backtest, ranges })
    if (!answer.ok) throw new Error(answer.error.message)
    await expect
      .poll(() => stateOf(thread, answer.value.searchId))
      .toMatchObject({
        kind: 'failed',
        problem: { message: expect.stringContaining('Fast average can be from') },
      })
  })

  it('has no result of a run that nobody started', async () => {
    const { thread } = bench()
    expect(await thread.ask('loadBacktest', { runId: 'none' })).toMatchObject({
      ok: false,
      error: { code: 'run-unknown' },
    })
  })

  it('answers what was asked when the thread fails, and starts another one', async () => {
    const directory = temporaryFolder()
    const script = join(directory, 'failing.mjs')
    writeFileSync(
      script,
      `import { parentPort } from 'node:worker_threads'
       parentPort.on('message', () => { throw new Error('out of luck') })`,
    )
    const failures: unknown[] = []
    const thread = new ResearchThread({
      directory,
      script,
      report: (error) => failures.push(error),
    })
    onTestFinished(() => thread.end())
    for (const count of [1, 2]) {
      const answer = await thread.ask('listCandleSeries', null)
      expect(answer).toMatchObject({ ok: false, error: { code: 'research-ended' } })
      expect(failures).toHaveLength(count)
    }
  })
})
