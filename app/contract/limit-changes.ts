import { formatAmount, type Money, parseMoney } from '../domain/amount.ts'
import { durationText } from '../domain/duration-text.ts'
import type { LimitsView } from './risk-view.ts'

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

/** All that differs between two sets of limits: what the window shows, what has to be confirmed, what the audit log keeps. */
export function limitChanges(before: LimitsView, after: LimitsView): readonly LimitChange[] {
  const money = (field: 'notionalMin' | 'notionalMax') =>
    [moneyFrom(before[field]), moneyFrom(after[field])] as const
  return [
    change(most('smallest order', formatAmount, true), ...money('notionalMin')),
    change(most('largest order', formatAmount), ...money('notionalMax')),
    change(most('position', percent), before.positionPercentMax, after.positionPercentMax),
    change(most('all positions', percent), before.exposurePercentMax, after.exposurePercentMax),
    change(most('one asset', percent), before.assetPercentMax, after.assetPercentMax),
    change(GROUPS, before.groups, after.groups),
    change(most('open orders', String), before.openOrdersMax, after.openOrdersMax),
    change(most('orders a minute', String), before.ordersPerMinuteMax, after.ordersPerMinuteMax),
    change(most('price collar', percent), before.collarPercentMax, after.collarPercentMax),
    change(most('spread', percent), before.spreadPercentMax, after.spreadPercentMax),
    change(most('age of the book', durationText), before.bookAgeMaxMs, after.bookAgeMaxMs),
    change(most('slippage', percent), before.slippagePercentMax, after.slippagePercentMax),
    change(
      most('pause after a stop', durationText, true),
      before.stopCoolDownMs,
      after.stopCoolDownMs,
    ),
    change(SYMBOLS, before.allowedSymbols, after.allowedSymbols),
    change(HOURS, before.tradingHours, after.tradingHours),
    change(STOP, before.isStopRequired, after.isStopRequired),
    change(SMALL_START, before.startsSmall, after.startsSmall),
    change(most('reserve', percent, true), before.reservePercent, after.reservePercent),
    change(
      most('time between the same orders', durationText, true),
      before.duplicateWindowMs,
      after.duplicateWindowMs,
    ),
  ].flat()
}

/** One that cannot be read is a fault of its own, and no change. */
function moneyFrom(text: string | null): Money | null {
  const money = text === null ? undefined : parseMoney(text)
  return money?.ok ? money.value : null
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

const GROUPS: Kind<LimitsView['groups']> = {
  name: 'groups',
  text: (groups) =>
    listed(
      groups.map(
        ({ name, assets, percentMax }) => `${name} (${assets.join(' ')}) ${percent(percentMax)}`,
      ),
    ),
  isLooser: (before, after) =>
    before.some(({ name, assets, percentMax }) => {
      const next = after.find((one) => one.name === name)
      return (
        next === undefined ||
        next.percentMax > percentMax ||
        assets.some((asset) => !next.assets.includes(asset))
      )
    }),
}

const SYMBOLS: Kind<LimitsView['allowedSymbols']> = {
  name: 'markets',
  text: (symbols) => (symbols === null ? 'all' : listed(symbols)),
  isLooser: (before, after) =>
    before !== null && (after === null || after.some((symbol) => !before.includes(symbol))),
}

const HOURS: Kind<LimitsView['tradingHours']> = {
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

const SMALL_START: Kind<boolean> = {
  name: 'a small start',
  text: (isWanted) => (isWanted ? 'yes' : 'no'),
  isLooser: (before) => before,
}

type Hours = NonNullable<LimitsView['tradingHours']>

const WEEK = [0, 1, 2, 3, 4, 5, 6]

/** Between two neighbouring edges, hours are open or closed as a whole: their middle tells. */
function opensMore(before: Hours, after: Hours): boolean {
  const edges = [...before, ...after].flatMap(({ from, until }) => [from, until])
  const sorted = [...new Set(edges)].sort((one, other) => one - other)
  const middles = sorted.slice(1).map((edge, index) => (edge + (sorted[index] ?? edge)) / 2)
  return WEEK.some((day) =>
    middles.some((hour) => isOpen(after, day, hour) && !isOpen(before, day, hour)),
  )
}

function isOpen(hours: Hours, day: number, hour: number): boolean {
  return hours.some(({ days, from, until }) => days.includes(day) && hour >= from && hour < until)
}

function percent(value: number): string {
  return `${value} %`
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ')
}
