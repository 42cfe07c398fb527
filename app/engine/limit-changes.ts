import { formatAmount, formatPercent, type Money, type Rate } from '../domain/amount.ts'
import { durationText } from '../domain/duration-text.ts'
import type { RiskLimits, TradingHours } from '../domain/risk-limits.ts'

/** A limit that is to be another one, in words: "largest order from 1000 to 2000". */
export interface LimitChange {
  readonly words: string
  /** Whether something passes that did not before. */
  readonly isLooser: boolean
}

interface Kind<Value> {
  readonly name: string
  readonly text: (value: Value) => string
  readonly isLooser: (before: Value, after: Value) => boolean
}

/** All that differs between two sets of limits. */
export function limitChanges(before: RiskLimits, after: RiskLimits): readonly LimitChange[] {
  return [
    change(most('smallest order', money, true), before.notionalMin, after.notionalMin),
    change(most('largest order', money), before.notionalMax, after.notionalMax),
    change(most('position', percent), before.positionShareMax, after.positionShareMax),
    change(most('all positions', percent), before.exposureShareMax, after.exposureShareMax),
    change(most('one asset', percent), before.assetShareMax, after.assetShareMax),
    change(GROUPS, before.groups, after.groups),
    change(most('open orders', String), before.openOrdersMax, after.openOrdersMax),
    change(most('orders a minute', String), before.ordersPerMinuteMax, after.ordersPerMinuteMax),
    change(most('price collar', percent), before.collarMax, after.collarMax),
    change(most('spread', percent), before.spreadMax, after.spreadMax),
    change(most('age of the book', durationText), before.bookAgeMaxMs, after.bookAgeMaxMs),
    change(most('slippage', percent), before.slippageMax, after.slippageMax),
    change(
      most('pause after a stop', durationText, true),
      before.stopCoolDownMs,
      after.stopCoolDownMs,
    ),
    change(SYMBOLS, before.allowedSymbols, after.allowedSymbols),
    change(HOURS, before.tradingHours, after.tradingHours),
    change(STOP, before.isStopRequired, after.isStopRequired),
    change(most('reserve', percent, true), before.reserveShare, after.reserveShare),
    change(
      most('time between the same orders', durationText, true),
      before.duplicateWindowMs,
      after.duplicateWindowMs,
    ),
  ].flat()
}

function change<Value>(
  { name, text, isLooser }: Kind<Value>,
  before: Value,
  after: Value,
): readonly LimitChange[] {
  const [was, will] = [text(before), text(after)]
  if (was === will) return []
  return [{ words: `${name} from ${was} to ${will}`, isLooser: isLooser(before, after) }]
}

/** A limit that is a number. `isLeast`: the larger, the stricter. */
function most<Value extends number | bigint>(
  name: string,
  text: (value: Value) => string,
  isLeast = false,
): Kind<Value | null> {
  return {
    name,
    text: (value) => (value === null ? 'no limit' : text(value)),
    isLooser: (before, after) => {
      if (before === null || after === null) return before !== null
      return isLeast ? after < before : after > before
    },
  }
}

const GROUPS: Kind<RiskLimits['groups']> = {
  name: 'groups',
  text: (groups) =>
    listed(
      groups.map(
        ({ name, assets, shareMax }) => `${name} (${assets.join(' ')}) ${percent(shareMax)}`,
      ),
    ),
  isLooser: (before, after) =>
    before.some(({ name, assets, shareMax }) => {
      const next = after.find((one) => one.name === name)
      return (
        next === undefined ||
        next.shareMax > shareMax ||
        assets.some((asset) => !next.assets.includes(asset))
      )
    }),
}

const SYMBOLS: Kind<RiskLimits['allowedSymbols']> = {
  name: 'markets',
  text: (symbols) => (symbols === null ? 'all' : listed(symbols)),
  isLooser: (before, after) =>
    before !== null && (after === null || after.some((symbol) => !before.includes(symbol))),
}

const HOURS: Kind<RiskLimits['tradingHours']> = {
  name: 'trading hours',
  text: (hours) =>
    hours === null
      ? 'all'
      : listed(hours.map(({ days, from, until }) => `days ${days.join(' ')} ${from}-${until} h`)),
  isLooser: (before, after) => before !== null && (after === null || opensMore(before, after)),
}

const STOP: Kind<boolean> = {
  name: 'a stop',
  text: (isRequired) => (isRequired ? 'required' : 'not required'),
  isLooser: (before) => before,
}

const WEEK = [0, 1, 2, 3, 4, 5, 6]

/** Between two neighbouring edges, hours are open or closed as a whole: their middle tells. */
function opensMore(before: readonly TradingHours[], after: readonly TradingHours[]): boolean {
  const edges = [...before, ...after].flatMap(({ from, until }) => [from, until])
  const sorted = [...new Set(edges)].sort((one, other) => one - other)
  const middles = sorted.slice(1).map((edge, index) => (edge + (sorted[index] ?? edge)) / 2)
  return WEEK.some((day) =>
    middles.some((hour) => isOpen(after, day, hour) && !isOpen(before, day, hour)),
  )
}

function isOpen(hours: readonly TradingHours[], day: number, hour: number): boolean {
  return hours.some(({ days, from, until }) => days.includes(day) && hour >= from && hour < until)
}

function money(value: Money): string {
  return formatAmount(value)
}

function percent(value: Rate): string {
  return `${formatPercent(value)} %`
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ')
}
