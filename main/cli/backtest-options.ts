import type { BacktestRequest } from '../../app/backtest/run-backtest.ts'
import { symbol, timeframe } from '../../app/contract/values.ts'
import {
  type Money,
  parseMoney,
  type Rate,
  rateFromBasisPoints,
  rateFromPercent,
} from '../../app/domain/amount.ts'
import type { Bot } from '../../app/domain/bot.ts'
import { NO_LIMITS, type RiskLimits } from '../../app/domain/risk-limits.ts'
import type { Timeframe } from '../../app/domain/timeframe.ts'
import { limitsFrom } from '../../app/engine/view/limits-view.ts'
import type { PaperRules } from '../../app/exchanges/paper/paper-rules.ts'
import { profileOf } from './account-options.ts'
import { BACKTEST_FORMATS, type BacktestFormat, isBacktestFormat } from './backtest-formats.ts'
import { botFrom, readBotFile } from './bot-file.ts'
import { exchangeIn } from './data/series-options.ts'
import { Misuse } from './usage.ts'

export const BACKTEST_OPTIONS = {
  candles: { type: 'string' },
  exchange: { type: 'string' },
  repair: { type: 'boolean', default: false },
  finer: { type: 'string' },
  symbol: { type: 'string' },
  also: { type: 'string', multiple: true },
  bot: { type: 'string', multiple: true },
  timeframe: { type: 'string' },
  strategy: { type: 'string' },
  profile: { type: 'string' },
  params: { type: 'string', default: '{}' },
  cash: { type: 'string', default: '10000' },
  sizing: { type: 'string', default: 'percent-of-equity:100' },
  stop: { type: 'string' },
  target: { type: 'string' },
  trailing: { type: 'string' },
  'fee-bps': { type: 'string', default: '10' },
  'maker-fee-bps': { type: 'string' },
  'slippage-bps': { type: 'string', default: '2' },
  'spread-bps': { type: 'string', default: '2' },
  'latency-ms': { type: 'string', default: '0' },
  'volume-percent': { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  format: { type: 'string', default: 'text' },
  json: { type: 'boolean', default: false },
  save: { type: 'string' },
} as const

type Typed = {
  readonly [Name in keyof typeof BACKTEST_OPTIONS]?: string | boolean | string[] | undefined
}

/** Where candles are: in a file, or in the profile under the exchange that they are from. */
export type CandleSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'stored'; readonly exchange: string; readonly directory: string }

/** A market, and where its candles are. */
export interface TestedMarket {
  readonly source: CandleSource
  readonly symbol: string
  readonly base: string
  readonly quote: string
}

export interface BacktestWish extends TestedMarket {
  /** Shorter candles of the same market, by which orders are filled inside the tested ones. */
  readonly finer:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'stored'; readonly timeframe: Timeframe }
    | null
  /** Whether rows of the file that are not as they should be are put right. */
  readonly repairs: boolean
  /** Further markets on the same account. */
  readonly also: readonly TestedMarket[]
  readonly timeframe: Timeframe
  readonly bots: readonly Bot[]
  readonly botLimits: NonNullable<BacktestRequest['botLimits']>
  readonly cash: Money
  readonly rules: PaperRules
  readonly costRate: Rate
  readonly limits: RiskLimits
  /** Unix ms; candles from the first on and before the second. */
  readonly from: number
  readonly until: number
  readonly format: BacktestFormat
  /** Under which name the result is kept, and in which profile; null where it is not. */
  readonly save: { readonly name: string; readonly directory: string } | null
}

const NO_RESERVE = 0 as Rate
const BPS_MAX = 1_000

/** What is to be run. Throws a `Misuse` that names the option that cannot be meant. */
export function backtestWish(typed: Typed): BacktestWish {
  const market = checked('symbol', symbol.safeParse(required(typed, 'symbol')))
  const [base = '', quote = ''] = market.split('/')
  const length = checked('timeframe', timeframe.safeParse(required(typed, 'timeframe')))
  const source = sourceIn(typed)
  return {
    source,
    finer: finerIn(typed, source),
    repairs: repairsIn(typed, source),
    symbol: market,
    base,
    quote,
    also: alsoIn(typed, market, source),
    timeframe: length,
    ...botsOf(typed, market, length),
    cash: cashIn(typed),
    rules: rulesIn(typed),
    // A purchase of all that there is is cut to what cash pays for when it fills.
    costRate: NO_RESERVE,
    limits: NO_LIMITS,
    from: timeIn(typed, 'from') ?? Number.NEGATIVE_INFINITY,
    until: timeIn(typed, 'to') ?? Number.POSITIVE_INFINITY,
    format: formatIn(typed),
    save: saveIn(typed),
  }
}

function sourceIn(typed: Typed): CandleSource {
  const [path, exchange] = [textOf(typed, 'candles'), textOf(typed, 'exchange')]
  if (path !== null && exchange !== null) {
    throw new Misuse(
      '--candles and --exchange exclude each other: a file, or what the profile has.',
    )
  }
  if (exchange !== null) {
    return { kind: 'stored', exchange: exchangeIn(exchange), directory: directoryIn(typed) }
  }
  if (path !== null) return { kind: 'file', path }
  throw new Misuse(
    '--candles is missing: a file of candles, or --exchange for those in the profile.',
  )
}

/** A length such as 1m where candles are stored; else a file. */
function finerIn(typed: Typed, { kind }: CandleSource): BacktestWish['finer'] {
  const text = textOf(typed, 'finer')
  if (text === null) return null
  const length = timeframe.safeParse(text)
  return kind === 'stored' && length.success
    ? { kind, timeframe: length.data }
    : { kind: 'file', path: text }
}

function repairsIn({ repair }: Typed, { kind }: CandleSource): boolean {
  if (repair === true && kind === 'stored') {
    throw new Misuse(
      '--repair is for files: what the profile lacks is got by `cryptobot data download`.',
    )
  }
  return repair === true
}

/** ETH/USDT=FILE.csv, or ETH/USDT alone where candles are stored; as often as there are markets. */
function alsoIn(typed: Typed, main: string, source: CandleSource): readonly TestedMarket[] {
  const files = listIn(typed, 'also').map((text) => otherMarketIn(text, source))
  for (const [index, file] of files.entries()) {
    if (file.quote !== main.split('/')[1]) {
      throw new Misuse(
        `--also ${file.symbol}: all markets of an account must be paid in the same currency as ${main}.`,
      )
    }
    const others = [main, ...files.slice(0, index).map((other) => other.symbol)]
    if (others.includes(file.symbol)) throw new Misuse(`--also names ${file.symbol} twice.`)
  }
  return files
}

function otherMarketIn(text: string, main: CandleSource): TestedMarket {
  const [name = '', ...rest] = text.split('=')
  const read = symbol.safeParse(name)
  const path = rest.join('=')
  const source = path === '' ? main : { kind: 'file' as const, path }
  if (!read.success || (path === '' && (main.kind === 'file' || text.endsWith('=')))) {
    throw new Misuse('--also must be a market and its candles, like ETH/USDT=eth.csv.')
  }
  const [base = '', quote = ''] = read.data.split('/')
  return { source, symbol: read.data, base, quote }
}

/** Of the options, where they name a strategy, and of each bot file. */
function botsOf(
  typed: Typed,
  market: string,
  length: Timeframe,
): Pick<BacktestWish, 'bots' | 'botLimits'> {
  const files = listIn(typed, 'bot').map(readBotFile)
  const typedBots =
    typed.strategy === undefined && files.length > 0 ? [] : [botOf(typed, market, length)]
  const bots = [...typedBots, ...files.map(({ bot }) => bot)]
  checkBots(bots, typed, market, length)
  return {
    bots,
    botLimits: files.flatMap(({ bot, limits }) =>
      limits === null ? [] : [[bot.id, limitsFrom(limits)] as const],
    ),
  }
}

/** Each decides on candles that there are, under a name of its own. */
function checkBots(bots: readonly Bot[], typed: Typed, market: string, length: Timeframe): void {
  const symbols = [market, ...listIn(typed, 'also').map((text) => text.split('=')[0] ?? '')]
  for (const [index, bot] of bots.entries()) {
    if (!symbols.includes(bot.symbol)) {
      throw new Misuse(
        `The bot ${bot.name} trades ${bot.symbol}: give its candles with --also ${bot.symbol}=FILE.csv.`,
      )
    }
    if (bot.timeframe !== length) {
      throw new Misuse(
        `The bot ${bot.name} decides on ${bot.timeframe} candles: all of them must be ${length}.`,
      )
    }
    if (bots.slice(0, index).some(({ id }) => id === bot.id)) {
      throw new Misuse(`Two bots are named ${bot.name}: a bot's name is that of its file.`)
    }
  }
}

function listIn(typed: Typed, name: 'also' | 'bot'): readonly string[] {
  const value = typed[name]
  return Array.isArray(value) ? value : []
}

function botOf(typed: Typed, market: string, length: Timeframe): Bot {
  const exit = (name: 'stop' | 'target' | 'trailing') => textOf(typed, name)
  const exits = { stop: exit('stop'), target: exit('target'), trailing: exit('trailing') }
  return botFrom(
    {
      strategy: required(typed, 'strategy'),
      params: paramsIn(required(typed, 'params')),
      symbol: market,
      timeframe: length,
      sizing: required(typed, 'sizing'),
      exits,
    },
    'backtest',
    'What is to be tested',
  )
}

function paramsIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Misuse(`--params must be JSON, like '{"fast":10,"slow":30}'.`)
  }
}

function cashIn(typed: Typed): Money {
  const cash = parseMoney(required(typed, 'cash'))
  if (cash.ok && cash.value > 0) return cash.value
  throw new Misuse('--cash must be an amount above zero, like 10000.')
}

function rulesIn(typed: Typed): PaperRules {
  const takerFee = basisPoints(typed, 'fee-bps') ?? NO_RESERVE
  return {
    takerFee,
    makerFee: basisPoints(typed, 'maker-fee-bps') ?? takerFee,
    halfSpread: Math.round((basisPoints(typed, 'spread-bps') ?? NO_RESERVE) / 2) as Rate,
    slippage: basisPoints(typed, 'slippage-bps') ?? NO_RESERVE,
    latencyMs: numberIn(typed, 'latency-ms', 86_400_000) ?? 0,
    volumeShareMax: volumeShareIn(typed),
  }
}

function volumeShareIn(typed: Typed): Rate | null {
  const percent = numberIn(typed, 'volume-percent', 100)
  return percent === undefined ? null : rateFromPercent(percent)
}

function basisPoints(typed: Typed, name: keyof Typed): Rate | undefined {
  const number = numberIn(typed, name, BPS_MAX)
  return number === undefined ? undefined : rateFromBasisPoints(number)
}

function numberIn(typed: Typed, name: keyof Typed, max: number): number | undefined {
  const text = textOf(typed, name)
  if (text === null) return undefined
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if (number >= 0 && number <= max) return number
  throw new Misuse(`--${name} must be a number from 0 to ${max}.`)
}

/** A day, a time, or Unix ms. */
function timeIn(typed: Typed, name: 'from' | 'to'): number | undefined {
  const text = textOf(typed, name)
  if (text === null) return undefined
  const time = /^\d{10,}$/.test(text) ? Number(text) : Date.parse(text)
  if (Number.isFinite(time)) return time
  throw new Misuse(`--${name} must be a day like 2024-01-31, a time, or Unix ms.`)
}

function formatIn(typed: Typed): BacktestFormat {
  if (typed.json === true) return 'json'
  const format = required(typed, 'format')
  if (isBacktestFormat(format)) return format
  throw new Misuse(`--format must be ${Object.keys(BACKTEST_FORMATS).join(', ')}.`)
}

function saveIn(typed: Typed): BacktestWish['save'] {
  const name = textOf(typed, 'save')
  return name === null ? null : { name, directory: directoryIn(typed) }
}

function directoryIn(typed: Typed): string {
  const profile = textOf(typed, 'profile')
  return profileOf(profile === null ? {} : { profile })
}

function required(typed: Typed, name: keyof Typed): string {
  const text = textOf(typed, name)
  if (text === null) throw new Misuse(`--${name} is missing.`)
  return text
}

function textOf(typed: Typed, name: keyof Typed): string | null {
  const value = typed[name]
  return typeof value === 'string' ? value : null
}

interface Parsed<Value> {
  readonly success: boolean
  readonly data?: Value | undefined
}

function checked<Value>(name: string, parsed: Parsed<Value>): Value {
  if (parsed.data === undefined) throw new Misuse(`--${name} cannot be used as it was typed.`)
  return parsed.data
}
