import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { formatAmount, rateFromPercent } from '../domain/amount.ts'
import type { Bot } from '../domain/bot.ts'
import { BREAKER_NAMES } from '../domain/breaker.ts'
import type { Candle } from '../domain/candle.ts'
import { formatPrice } from '../domain/price.ts'
import { money } from '../domain/sample-market.fixture.ts'
import { DEFAULT_RISK_LIMITS } from '../engine/guard/default-limits.ts'
import type { AccountSession } from '../engine/session/account-session.ts'
import { profileBench, readySession } from '../engine/session/profile-bench.fixture.ts'
import { DEMO_MARKET, demoCandles } from '../exchanges/demo/demo-candles.ts'
import { costRateOf } from '../exchanges/paper/paper-exchange.ts'
import { DEFAULT_PAPER_RULES } from '../exchanges/paper/paper-rules.ts'
import { importCandleFile } from '../exchanges/replay/candle-import.ts'
import { REPLAY_HISTORY_CANDLES, replayMarket } from '../exchanges/replay/replay-feed.ts'
import { BREAKERS } from '../risk/all-breakers.ts'
import { temporaryFolder } from '../storage/temporary-folder.fixture.ts'
import { STRATEGIES } from '../strategy/strategy-catalog.ts'
import { defaultsOf } from '../strategy/strategy-run.fixture.ts'
import { CandleColumns } from './candle-columns.ts'
import { runBacktest } from './run-backtest.ts'

/** Of which the replay keeps a tenth as history. */
const CANDLES = 2_000
const CASH = '10000'
const SYMBOL = DEMO_MARKET.symbol
const candles = demoCandles(11, 0, CANDLES)
/** Levels so close that an hour crosses some. */
const LIVELY: Readonly<Record<string, Bot['parameters']>> = {
  grid: { lower: 50_000, upper: 70_000, levels: 51 },
  dca: { deviation: 0.5, takeProfit: 0.6, safetyOrders: 3 },
}

function csvOf(rows: readonly Candle[]): string {
  const path = join(temporaryFolder(), 'candles.csv')
  const lines = rows.map(({ openTime, open, high, low, close, volume }) => {
    const prices = [open, high, low, close].map((price) => formatPrice(DEMO_MARKET, price))
    return [openTime, ...prices, formatAmount(volume)].join(',')
  })
  writeFileSync(path, ['timestamp,open,high,low,close,volume', ...lines].join('\n'))
  return path
}

function botOf(strategyId: string, parameters: Bot['parameters']): Bot {
  return {
    id: 'bot1',
    name: 'Parity',
    strategyId,
    parameters,
    symbol: SYMBOL,
    timeframe: '1m',
    sizing: { kind: 'percent-of-equity', share: rateFromPercent(50) },
    exits: { stop: rateFromPercent(1), target: null, trailing: rateFromPercent(2) },
  }
}

/** A backtest trades through what would stop an account: so does this one. */
function withoutBreakers(session: AccountSession): void {
  for (const name of BREAKER_NAMES) {
    const setting = { ...BREAKERS[name].defaults, isOn: false }
    session.saveBreaker({ name, setting, isConfirmed: true, actor: 'window' })
  }
}

/** What a paper account does while the file is replayed to it. */
async function paperFills(bot: Bot) {
  const bench = profileBench()
  const { workspace } = bench
  const imported = await importCandleFile(csvOf(candles), workspace.importsDirectory)
  if (!imported.ok) throw new Error(imported.error.message)
  const { importId } = imported.value
  const session = await readySession(
    workspace.openAccount({
      source: { kind: 'replay', importId, symbol: SYMBOL, timeframe: '1m' },
      startingBalance: money(CASH),
      bots: [bot],
      isBrief: false,
      onOpened: withoutBreakers,
    }),
  )
  bench.run(CANDLES)
  const { fills } = session.snapshot()
  bench.close()
  return fills.map(({ time, side, price, quantity, fee }) => ({ time, side, price, quantity, fee }))
}

function backtestFills(bot: Bot) {
  const market = replayMarket(SYMBOL, DEMO_MARKET.priceDecimals)
  const { fills } = runBacktest({
    market,
    timeframe: '1m',
    candles: CandleColumns.of(candles),
    bots: [bot],
    cash: money(CASH),
    warmUp: REPLAY_HISTORY_CANDLES,
    rules: DEFAULT_PAPER_RULES,
    costRate: costRateOf(DEFAULT_PAPER_RULES),
    limits: DEFAULT_RISK_LIMITS,
  })
  return fills.map(({ time, side, price, quantity, fee }) => ({
    time,
    side,
    price: formatPrice(market, price),
    quantity: formatAmount(quantity),
    fee: formatAmount(fee),
  }))
}

it.each(STRATEGIES)(
  '$name fills in a backtest as on paper, to the last digit',
  async (strategy) => {
    const bot = botOf(strategy.id, { ...defaultsOf(strategy), ...LIVELY[strategy.id] })
    const tested = backtestFills(bot)
    expect(tested.length).toBeGreaterThan(6)
    expect(await paperFills(bot)).toEqual(tested)
  },
  60_000,
)
