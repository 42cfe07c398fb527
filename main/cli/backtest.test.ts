import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backtestDocument } from '../../app/contract/backtest-document.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { captured } from './captured-output.fixture.ts'
import { runCommand } from './run-command.ts'

const HOUR_MS = 3_600_000
const START = Date.UTC(2024, 0, 1)

interface Row {
  readonly time: number
  readonly open: number
  readonly close: number
}

/** A seeded walk in cents, whose opens are not quite the closes before, with a gap. */
function walk(count: number): readonly Row[] {
  let state = 7
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  let price = 3_000_000
  return Array.from({ length: count }, (_, index) => {
    const open = price + Math.round((random() - 0.5) * 600)
    price = open + Math.round((random() - 0.5) * 30_000)
    const time = START + (index < 50 ? index : index + 3) * HOUR_MS
    return { time, open: open / 100, close: price / 100 }
  })
}

function csvOf(rows: readonly Row[]): string {
  const path = join(temporaryFolder(), 'candles.csv')
  const lines = rows.map(({ time, open, close }) =>
    [time, open, Math.max(open, close), Math.min(open, close), close, 1].join(','),
  )
  writeFileSync(path, ['timestamp,open,high,low,close,volume', ...lines].join('\n'))
  return path
}

async function called(args: readonly string[]) {
  const { value: status, ...printed } = await captured(() => runCommand(['backtest', ...args]))
  return { status, ...printed }
}

function optionsFor(
  path: string,
  changes: Readonly<Record<string, string>> = {},
): readonly string[] {
  const options = {
    candles: path,
    symbol: 'BTC/USDT',
    timeframe: '1h',
    strategy: 'sma-cross',
    params: '{"fast":5,"slow":12}',
    cash: '10000',
    'fee-bps': '10',
    'slippage-bps': '0',
    'spread-bps': '0',
    sizing: 'percent-of-equity:100',
    ...changes,
  }
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
}

async function documentOf(path: string, changes: Readonly<Record<string, string>> = {}) {
  const { status, output } = await called([...optionsFor(path, changes), '--json'])
  expect(status).toBe(0)
  return backtestDocument.parse(JSON.parse(output))
}

const floor8 = (value: number) => Math.floor(value * 1e8 + 1e-6) / 1e8

/** The crossover as anybody would write it down, in floats. */
function reference(rows: readonly Row[], { fast, slow, fee, cash: start }: Record<string, number>) {
  const mean = (end: number, count = 0) =>
    rows.slice(end - count + 1, end + 1).reduce((sum, { close }) => sum + close, 0) / count
  const gap = (end: number) => mean(end, fast) - mean(end, slow)
  const trades: { time: number; side: string; price: number; quantity: number }[] = []
  let cash = start ?? 0
  let held = 0
  for (let index = slow ?? 0; index + 1 < rows.length; index += 1) {
    const { time, open } = rows[index + 1] as Row
    const [before, now] = [gap(index - 1), gap(index)]
    if (held === 0 && before <= 0 && now > 0) {
      held = floor8(cash / (open * (1 + (fee ?? 0))))
      cash -= held * open * (1 + (fee ?? 0))
      trades.push({ time, side: 'buy', price: open, quantity: held })
    } else if (held > 0 && before >= 0 && now < 0) {
      cash += held * open * (1 - (fee ?? 0))
      trades.push({ time, side: 'sell', price: open, quantity: held })
      held = 0
    }
  }
  return { trades, equity: cash + held * (rows.at(-1) as Row).close }
}

describe('cryptobot backtest', () => {
  it('computes what a dozen lines of obvious code compute', async () => {
    const rows = walk(900)
    const document = await documentOf(csvOf(rows))
    const expected = reference(rows, { fast: 5, slow: 12, fee: 0.001, cash: 10_000 })
    expect(expected.trades.length).toBeGreaterThan(60)
    expect(document.trades.map(({ time, side }) => [time, side])).toEqual(
      expected.trades.map(({ time, side }) => [time, side]),
    )
    for (const [index, { price, quantity }] of expected.trades.entries()) {
      const trade = document.trades[index]
      expect(Number(trade?.price)).toBe(price)
      expect(Number(trade?.quantity)).toBeCloseTo(quantity, 6)
    }
    expect(document.equity.end).toBeCloseTo(expected.equity, 3)
    expect(document.metrics.totalReturn).toBeCloseTo(expected.equity / 10_000 - 1, 8)
    const [first, last] = [rows[0], rows.at(-1)]
    expect(document.metrics.buyAndHoldReturn).toBeCloseTo(
      (last?.close ?? 0) / (first?.close ?? 1) - 1,
      12,
    )
    expect(document.candles).toBe(900)
  })

  it('adds up the fees that it prints, and says why each order was sent', async () => {
    const { trades, metrics } = await documentOf(csvOf(walk(400)))
    const fees = trades.reduce((sum, { fee }) => sum + Number(fee), 0)
    expect(metrics.feesPaid).toBeCloseTo(fees, 6)
    expect(metrics.trades).toBe(trades.length)
    expect(new Set(trades.map(({ reason }) => reason))).toEqual(
      new Set([
        'the fast average crossed above the slow one',
        'the fast average crossed below the slow one',
      ]),
    )
  })

  it('trades at half the spread and the slippage away from the open', async () => {
    const rows = walk(400)
    const { trades } = await documentOf(csvOf(rows), { 'spread-bps': '20', 'slippage-bps': '5' })
    const opens = new Map(rows.map(({ time, open }) => [time, open]))
    for (const { time, side, price } of trades) {
      const exact = (opens.get(time) ?? 0) * (side === 'buy' ? 1.0015 : 0.9985)
      expect(Math.abs(Number(price) - exact)).toBeLessThanOrEqual(0.01)
    }
  })

  it('names the gaps of the range, and takes a part of it', async () => {
    const rows = walk(100)
    const path = csvOf(rows)
    const { range } = await documentOf(path)
    expect(range.gaps).toEqual([{ after: rows[49]?.time, before: rows[50]?.time, missing: 3 }])
    const part = await documentOf(path, { from: '2024-01-01T12:00:00Z', to: '2024-01-02' })
    expect(part.candles).toBe(12)
    expect(part.range).toEqual({ from: START + 12 * HOUR_MS, to: START + 23 * HOUR_MS, gaps: [] })
  })

  it('says how far the result can be trusted, with what other costs would have left', async () => {
    const path = csvOf(walk(900))
    const { trust, metrics } = await documentOf(path)
    expect(trust.verdict).toBe('caution')
    expect(trust.findings.map(({ check, verdict }) => `${check} ${verdict}`)).toEqual([
      'lookahead passed',
      'warm-up passed',
      'costs caution',
      'gaps caution',
      'sample passed',
    ])
    expect(trust.costRuns.map(({ factor }) => factor)).toEqual([0, 1, 2, 3])
    expect(trust.costRuns[1]?.totalReturn).toBe(metrics.totalReturn)
    const free = await documentOf(path, { 'fee-bps': '0' })
    expect(trust.costRuns[0]?.totalReturn).toBe(free.metrics.totalReturn)
    const twice = await documentOf(path, { 'fee-bps': '20' })
    expect(trust.costRuns[2]?.totalReturn).toBe(twice.metrics.totalReturn)
  })

  it('prints the same for people', async () => {
    const { output } = await called(optionsFor(csvOf(walk(400))))
    expect(output).toContain('sma-cross (fast 5, slow 12) on BTC/USDT, 1h candles')
    expect(output).toContain('3 candles are missing in 1 gap: 3 after 2024-01-03 01:00 UTC')
    expect(output).toMatch(/^Return +[+-]\d+\.\d\d % \(a year: /m)
  })

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['another timeframe', { timeframe: '5m' }, 'holds 1h candles: --timeframe must be 1h'],
    [
      'a range without candles',
      { from: '2030-01-01' },
      'has those from 2024-01-01T00:00:00.000Z to',
    ],
    ['a strategy that nobody knows', { strategy: 'luck' }, 'there is no strategy "luck"'],
    [
      'parameters out of range',
      { params: '{"fast":1,"slow":12}' },
      'Fast average must be a number',
    ],
    ['parameters that are no JSON', { params: 'fast=1' }, '--params must be JSON'],
    ['no cash', { cash: '0' }, '--cash must be an amount above zero'],
    ['a negative fee', { 'fee-bps': '-1' }, "'--fee-bps' argument is ambiguous"],
    ['a fee in words', { 'fee-bps': 'none' }, '--fee-bps must be a number from 0 to 1000'],
    ['a day that is none', { from: 'yesterday' }, '--from must be a day like'],
    ['another format', { format: 'pdf' }, '--format must be text, json, html, csv, equity-csv'],
  ])('refuses %s, and says so', async (_, changes, problem) => {
    const { status, output, errors } = await called(optionsFor(csvOf(walk(60)), changes))
    expect(errors).toContain(problem)
    expect(status).toBe(2)
    expect(output).toBe('')
  })

  it('repairs a file when it is asked to, and says row by row what it did', async () => {
    const rows = walk(100)
    const path = csvOf(rows)
    const [header = '', ...lines] = readFileSync(path, 'utf8').split('\n')
    const at = (index: number) => lines[index] ?? ''
    const conflicting = at(20).replace(/,1$/, ',2')
    const swapped = [...lines.slice(0, 10), at(11), at(10), ...lines.slice(12)]
    writeFileSync(path, [header, ...swapped, at(5), conflicting].join('\n'))
    const refused = await called(optionsFor(path))
    expect(refused).toMatchObject({ status: 1, output: '' })
    expect(refused.errors).toContain('earlier than the timestamp before it')
    const { output } = await called([...optionsFor(path), '--json', '--repair'])
    const document = backtestDocument.parse(JSON.parse(output))
    const repair = { unorderedRows: 1, duplicateRows: 1, conflictingRows: 1, filledCandles: 3 }
    expect(document.setup.candles.repair).toEqual(repair)
    expect(document).toMatchObject({ candles: 103, range: { gaps: [] } })
    expect(document.trust.findings.find(({ check }) => check === 'repair')).toMatchObject({
      verdict: 'caution',
      message: expect.stringContaining('3 missing candles were made up'),
    })
  })

  it('says where a file of candles is wrong', async () => {
    const path = join(temporaryFolder(), 'bad.csv')
    writeFileSync(path, 'timestamp,open,high,low,close,volume\n1,2,3\n')
    const { status, errors } = await called(optionsFor(path))
    expect(errors).toContain('bad.csv, line 2')
    expect(status).toBe(1)
  })
})

describe('cryptobot backtests', () => {
  it('lists, shows, compares and forgets what was saved', async () => {
    const [path, profile] = [csvOf(walk(200)), temporaryFolder()]
    const first = await called([
      ...optionsFor(path),
      '--save',
      'calm',
      '--profile',
      profile,
      '--json',
    ])
    expect(first).toMatchObject({ status: 0, errors: 'Saved as 1.\n' })
    const quick = { params: '{"fast":3,"slow":9}' }
    await called([...optionsFor(path, quick), '--save', 'quick', '--profile', profile])
    const asked = (...words: readonly string[]) =>
      captured(() => runCommand(['backtests', ...words, '--profile', profile]))
    const { output: list } = await asked('list')
    expect(list).toMatch(/^2 +quick +sma-cross \(fast 3, slow 9\)/m)
    const shown = (await asked('show', '1', '--format', 'json')).output
    expect(JSON.parse(shown)).toEqual(JSON.parse(first.output))
    expect((await asked('show', '1', '--format', 'html')).output).toContain('<!doctype html>')
    const { output: compared } = await asked('compare', '1', '2')
    expect(compared).toMatch(/^figure +1: calm +2: quick$/m)
    expect(compared).toMatch(/^Strategy +sma-cross \(fast 5, slow 12\) +sma-cross \(fast 3/m)
    expect((await asked('delete', '1')).value).toBe(0)
    expect(await asked('show', '1')).toMatchObject({
      value: 1,
      errors: expect.stringContaining('There is no saved backtest 1.'),
    })
    expect((await asked('compare', '2')).errors).toContain('takes 2 to 6 ids')
  })
})

describe('several bots', () => {
  const bot = { strategy: 'sma-cross', params: { fast: 5, slow: 12 }, timeframe: '1h' }
  const botFile = (name: string, changes: object) => {
    const path = join(temporaryFolder(), `${name}.json`)
    const document = { ...bot, sizing: 'percent-of-equity:40', ...changes }
    writeFileSync(path, JSON.stringify(document))
    return path
  }
  const market = ['--symbol', 'BTC/USDT', '--timeframe', '1h'] as const

  it('trade several markets on one account, within the limits of their files', async () => {
    const path = csvOf(walk(400))
    const coin = botFile('coin', { symbol: 'BTC/USDT' })
    const ether = botFile('ether', { symbol: 'ETH/USDT', limits: { notionalMax: '100' } })
    const files = ['--candles', path, '--also', `ETH/USDT=${path}`, '--bot', coin, '--bot', ether]
    const { status, output } = await called([...market, ...files, '--json'])
    expect(status).toBe(0)
    const { setup, trades } = backtestDocument.parse(JSON.parse(output))
    expect([setup.symbol, ...setup.otherSymbols]).toEqual(['BTC/USDT', 'ETH/USDT'])
    const worth = (symbol: string) =>
      trades
        .filter((trade) => trade.symbol === symbol && trade.side === 'buy')
        .map(({ price, quantity }) => Number(price) * Number(quantity))
    expect(worth('BTC/USDT').length).toBeGreaterThan(5)
    expect(Math.min(...worth('BTC/USDT'))).toBeGreaterThan(1_000)
    expect(worth('ETH/USDT').length).toBeGreaterThan(5)
    expect(Math.max(...worth('ETH/USDT'))).toBeLessThan(105)
  })

  it('are refused when they cannot trade together', async () => {
    const path = csvOf(walk(20))
    const ether = botFile('ether', { symbol: 'ETH/USDT' })
    const daily = botFile('daily', { symbol: 'BTC/USDT', timeframe: '1d' })
    const refusal = async (...args: readonly string[]) => {
      const { status, errors } = await called([...market, '--candles', path, ...args])
      expect(status).toBe(2)
      return errors
    }
    expect(await refusal('--bot', ether)).toContain('give its candles with --also ETH/USDT=')
    expect(await refusal('--bot', daily)).toContain('decides on 1d candles')
    expect(await refusal('--also', 'ETH/BTC=x.csv')).toContain('the same currency')
    expect(await refusal('--also', 'BTC/USDT=x.csv')).toContain('names BTC/USDT twice')
    expect(await refusal('--also', 'x.csv')).toContain('like ETH/USDT=eth.csv')
  })
})
