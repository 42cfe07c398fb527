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
import type { PaperRules } from '../../app/exchanges/paper/paper-rules.ts'
import { profileOf } from './account-options.ts'
import { BACKTEST_FORMATS, type BacktestFormat, isBacktestFormat } from './backtest-formats.ts'
import { botFrom } from './bot-file.ts'
import { Misuse } from './usage.ts'

export const BACKTEST_OPTIONS = {
  candles: { type: 'string' },
  repair: { type: 'boolean', default: false },
  symbol: { type: 'string' },
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
  readonly [Name in keyof typeof BACKTEST_OPTIONS]?: string | boolean | undefined
}

export interface BacktestWish {
  readonly path: string
  /** Whether rows of the file that are not as they should be are put right. */
  readonly repairs: boolean
  readonly symbol: string
  readonly base: string
  readonly quote: string
  readonly timeframe: Timeframe
  readonly bots: readonly Bot[]
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
  return {
    path: required(typed, 'candles'),
    repairs: typed.repair === true,
    symbol: market,
    base,
    quote,
    timeframe: length,
    bots: [botOf(typed, market, length)],
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
  const profile = textOf(typed, 'profile')
  if (name === null) return null
  return { name, directory: profileOf(profile === null ? {} : { profile }) }
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
