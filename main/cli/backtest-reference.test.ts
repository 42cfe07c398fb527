import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { backtestDocument } from '../../app/contract/backtest-document.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { captured } from './captured-output.fixture.ts'
import { runCommand } from './run-command.ts'

const HOUR_MS = 3_600_000
const START = Date.UTC(2024, 0, 1)
const CANDLES_IN_A_YEAR = 365 * 24
const ROUNDING = 2e-8

/** Prices in whole ticks, so that equal averages are equal. */
interface Candle {
  readonly open: number
  readonly close: number
}

interface Case {
  readonly candles: readonly Candle[]
  readonly decimals: number
  readonly fast: number
  readonly slow: number
  readonly cash: number
  readonly feeBps: number
}

interface Trade {
  readonly time: number
  readonly side: string
  readonly price: number
  readonly quantity: number
  readonly fee: number
}

const floor8 = (value: number) => Math.floor(value * 1e8 * (1 + 1e-15)) / 1e8
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** The crossover by the letter, as anybody would write it down. */
function byTheLetter({ candles, decimals, fast, slow, cash: start, feeBps }: Case) {
  const fee = feeBps / 10_000
  const [opens, closes] = (['open', 'close'] as const).map((key) =>
    candles.map((candle) => candle[key] / 10 ** decimals),
  ) as [number[], number[]]
  const ticks = candles.map(({ close }) => close)
  const total = (end: number, count: number) => sum(ticks.slice(end - count + 1, end + 1))
  const gap = (end: number) => total(end, fast) * slow - total(end, slow) * fast
  const trades: Trade[] = []
  const equity: number[] = []
  let [cash, held, signal] = [start, 0, '']
  for (let i = 0; i < candles.length; i += 1) {
    const price = opens[i] as number
    const time = START + i * HOUR_MS
    if (signal === 'buy') held = floor8(cash / (price * (1 + fee)))
    if (signal !== '' && held > 0) {
      const paid = held * price * fee
      trades.push({ time, side: signal, price, quantity: held, fee: paid })
      cash += (signal === 'buy' ? -1 : 1) * held * price - paid
      if (signal === 'sell') held = 0
    }
    signal = ''
    if (i >= slow && gap(i - 1) <= 0 && gap(i) > 0 && held === 0) signal = 'buy'
    if (i >= slow && gap(i - 1) >= 0 && gap(i) < 0 && held > 0) signal = 'sell'
    equity.push(cash + held * (closes[i] as number))
  }
  return { trades, equity, closes }
}

function metricsByTheLetter(
  start: number,
  { trades, equity, closes }: ReturnType<typeof byTheLetter>,
) {
  const end = equity.at(-1) ?? start
  const returns = equity.map((value, i) => value / (i === 0 ? start : (equity[i - 1] ?? 0)) - 1)
  const mean = sum(returns) / returns.length
  const deviation = Math.sqrt(
    sum(returns.map((value) => (value - mean) ** 2)) / (returns.length - 1),
  )
  const downside = Math.sqrt(sum(returns.map((value) => Math.min(0, value) ** 2)) / returns.length)
  const worth = ({ side, price, quantity, fee }: Trade) =>
    (side === 'buy' ? -1 : 1) * price * quantity - fee
  const profits = trades.flatMap((trade, i) => {
    const before = trades[i - 1]
    return trade.side === 'sell' && before !== undefined ? [worth(before) + worth(trade)] : []
  })
  const [won, lost] = [1, -1].map((sign) => sum(profits.filter((profit) => sign * profit > 0)))
  let [peak, fall] = [start, 0]
  for (const value of equity) {
    peak = Math.max(peak, value)
    fall = Math.max(fall, 1 - value / peak)
  }
  const scaled = (spread: number) =>
    spread === 0 ? null : (mean / spread) * Math.sqrt(CANDLES_IN_A_YEAR)
  const figures = {
    totalReturn: end / start - 1,
    maxDrawdown: fall,
    trades: trades.length,
    feesPaid: sum(trades.map(({ fee }) => fee)),
    buyAndHoldReturn: (closes.at(-1) ?? 0) / (closes[0] ?? 1) - 1,
  }
  // Where something was neither won nor lost, the last decimal of the cash decides what that is.
  const isEven = fall < 1e-4 || profits.some((profit) => Math.abs(profit) < 1e-4 * start)
  if (isEven) return figures
  return {
    ...figures,
    sharpe: scaled(deviation),
    sortino: scaled(downside),
    profitFactor: lost === 0 ? null : (won ?? 0) / -(lost ?? 0),
    winRate:
      profits.length === 0 ? null : profits.filter((profit) => profit > 0).length / profits.length,
  }
}

async function documentOf({ candles, decimals, fast, slow, cash, feeBps }: Case) {
  const path = join(temporaryFolder(), 'candles.csv')
  const text = (ticks: number) => (ticks / 10 ** decimals).toFixed(decimals)
  const rows = candles.map(({ open, close }, i) =>
    [
      START + i * HOUR_MS,
      ...[open, Math.max(open, close), Math.min(open, close), close].map(text),
      1,
    ].join(),
  )
  writeFileSync(path, ['timestamp,open,high,low,close,volume', ...rows].join('\n'))
  const options = {
    ...{ candles: path, symbol: 'BTC/USDT', timeframe: '1h', strategy: 'sma-cross' },
    ...{ params: JSON.stringify({ fast, slow }), cash: String(cash), 'fee-bps': String(feeBps) },
    ...{ 'slippage-bps': '0', 'spread-bps': '0', sizing: 'percent-of-equity:100' },
  }
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  const { value: status, output } = await captured(() =>
    runCommand(['backtest', ...args, '--json']),
  )
  expect(status).toBe(0)
  return backtestDocument.parse(JSON.parse(output))
}

/** Steps of nothing make averages equal; large ones and jumps between candles make opens that are not closes. */
const anyStep = fc.constantFrom(0, 0, 1, -1, 2, -2, 40, -40, 300, -300)
const anyCase: fc.Arbitrary<Case> = fc
  .record({
    steps: fc.array(fc.record({ jump: anyStep, move: anyStep }), {
      minLength: 8,
      maxLength: 120,
      size: 'max',
    }),
    level: fc.constantFrom(2_500, 100_000, 900_000_000),
    decimals: fc.constantFrom(0, 2, 8),
    fast: fc.integer({ min: 2, max: 4 }),
    longer: fc.integer({ min: 1, max: 3 }),
    cash: fc.constantFrom(1_234.56, 10_000, 250_000),
    feeBps: fc.constantFrom(0, 10, 250),
  })
  .map(({ steps, level, fast, longer, ...rest }) => {
    let price: number = level
    // A walk that ended near zero would turn the last decimal of the cash into a fortune.
    const lowest = level / 2
    const candles = steps.map(({ jump, move }) => {
      const open = Math.max(lowest, price + jump)
      price = Math.max(lowest, open + move)
      return { open, close: price }
    })
    return { ...rest, candles, fast, slow: fast + longer }
  })

function expectClose(
  actual: number | null | undefined,
  expected: number | null,
  what: string,
): void {
  if (expected === null || actual === null || actual === undefined) {
    expect(actual ?? null, what).toBe(expected)
    return
  }
  const scale = Math.max(Math.abs(expected), 0.1)
  expect(Math.abs(actual - expected) / scale, `${what}: ${actual}, not ${expected}`).toBeLessThan(
    1e-6,
  )
}

it('computes sma-cross to the letter, whatever the candles', async () => {
  let traded = 0
  await fc.assert(
    fc.asyncProperty(anyCase, async (wish) => {
      const expected = byTheLetter(wish)
      const document = await documentOf(wish)
      traded += expected.trades.length
      expect(document.trades.map(({ time, side }) => [time, side])).toEqual(
        expected.trades.map(({ time, side }) => [time, side]),
      )
      // Cash and quantities are kept to 8 decimals: what one trade rounds, the next one multiplies.
      let [cashOff, quantityOff] = [ROUNDING, 0]
      for (const [i, trade] of expected.trades.entries()) {
        const { side, price, quantity } = trade
        const printed = document.trades[i]
        expect(Number(printed?.price)).toBe(price)
        if (side === 'buy') quantityOff = ROUNDING + cashOff / price + 1e-12 * quantity
        expect(Math.abs(Number(printed?.quantity) - quantity)).toBeLessThanOrEqual(quantityOff)
        if (side === 'sell') cashOff = Math.max(cashOff, quantityOff * price) + ROUNDING
        expectClose(Number(printed?.fee), trade.fee, 'fee')
      }
      expect(document.candles).toBe(wish.candles.length)
      expect(document.equity.start).toBe(wish.cash)
      expectClose(document.equity.end, expected.equity.at(-1) ?? wish.cash, 'equity')
      const metrics = metricsByTheLetter(wish.cash, expected)
      for (const [name, value] of Object.entries(metrics)) {
        expectClose(document.metrics[name as keyof typeof metrics], value, name)
      }
    }),
    { numRuns: 120 },
  )
  expect(traded).toBeGreaterThan(200)
}, 120_000)

it('buys all that cash pays for at the open, also where that is far below the close', async () => {
  const closes = [100, 100, 100, 100, 110, 110]
  const opens = [100, 100, 100, 100, 100, 50]
  const candles = closes.map((close, i) => ({ open: opens[i] ?? close, close }))
  const wish = { candles, decimals: 0, fast: 2, slow: 3, cash: 1_000, feeBps: 10 }
  const { trades, equity } = await documentOf(wish)
  // 1,000 ÷ (50 × 1.001), rounded down.
  expect(trades).toMatchObject([{ side: 'buy', price: '50', quantity: '19.98001998' }])
  expect(equity.end).toBeCloseTo(19.98001998 * 110 + (1_000 - 19.98001998 * 50 * 1.001), 6)
})
