import { type Money, parseMoney, rateFromPercent, WHOLE } from '../domain/amount.ts'
import { formatDecimal } from '../domain/decimal-text.ts'
import type { LimitsView } from './risk-view.ts'

export type LimitFaults = { readonly [Field in keyof LimitsView]?: string }

const PERCENT_DECIMALS = 6
/** A rate counts hundredths of a millionth: less than this would be none. */
const PERCENT_MIN = 0.000001
const PERCENT_MAX = 100
const DAY_MS = 86_400_000

/** What makes no sense about a level's limits, by field, in words for whoever typed it; nothing where all is well. */
export function limitFaults(limits: LimitsView): LimitFaults {
  const found: Record<string, string | undefined> = {
    ...notionalFaults(limits),
    ...shareFaults(limits),
    openOrdersMax: countFault(limits.openOrdersMax),
    ordersPerMinuteMax: countFault(limits.ordersPerMinuteMax),
    bookAgeMaxMs: durationFault(limits.bookAgeMaxMs, DAY_MS, 'a day'),
    stopCoolDownMs: durationFault(limits.stopCoolDownMs, 30 * DAY_MS, '30 days'),
    duplicateWindowMs: durationFault(limits.duplicateWindowMs, DAY_MS, 'a day'),
    allowedSymbols: symbolsFault(limits),
    tradingHours: hoursFault(limits),
    groups: groupsFault(limits),
  }
  return Object.fromEntries(Object.entries(found).filter(([, fault]) => fault !== undefined))
}

function notionalFaults({ notionalMin, notionalMax }: LimitsView) {
  const [min, max] = [moneyOf(notionalMin), moneyOf(notionalMax)]
  const isReversed = min !== undefined && max !== undefined && max < min
  return {
    notionalMin: moneyFault(notionalMin),
    notionalMax:
      moneyFault(notionalMax) ??
      (isReversed ? 'The largest order must not be below the smallest.' : undefined),
  }
}

function moneyOf(text: string | null): Money | undefined {
  const money = text === null ? undefined : parseMoney(text)
  return money?.ok ? money.value : undefined
}

function moneyFault(text: string | null): string | undefined {
  if (text === null) return undefined
  const money = moneyOf(text)
  if (money === undefined) return 'It must be an amount of at most 30 digits and 8 decimals.'
  return money > 0 ? undefined : 'It must be above zero.'
}

function shareFaults(limits: LimitsView) {
  const { exposurePercentMax, reservePercent } = limits
  const sum = sumOf([exposurePercentMax ?? 0, reservePercent ?? 0])
  return {
    positionPercentMax: percentFault(limits.positionPercentMax),
    exposurePercentMax: percentFault(exposurePercentMax),
    assetPercentMax: percentFault(limits.assetPercentMax),
    collarPercentMax: percentFault(limits.collarPercentMax),
    spreadPercentMax: percentFault(limits.spreadPercentMax),
    slippagePercentMax: percentFault(limits.slippagePercentMax),
    reservePercent:
      percentFault(reservePercent) ??
      (exposurePercentMax !== null && reservePercent !== null && sum > WHOLE
        ? `The reserve and all that may be held add up to ${percentText(sum)} %, which is more than there is.`
        : undefined),
  }
}

/** As exact rates: shares that are all there is together must not seem to be more. */
function sumOf(percents: readonly number[]): number {
  return percents.reduce((sum, percent) => sum + rateFromPercent(percent), 0)
}

function percentText(rate: number): string {
  return formatDecimal(rate, PERCENT_DECIMALS)
}

function percentFault(percent: number | null): string | undefined {
  if (percent === null || (percent >= PERCENT_MIN && percent <= PERCENT_MAX)) return undefined
  return 'It must be above 0 and at most 100 %.'
}

function countFault(count: number | null): string | undefined {
  if (count === null || (Number.isInteger(count) && count >= 1)) return undefined
  return 'It must be 1 or more. To let nothing through, halt trading.'
}

function durationFault(ms: number | null, max: number, words: string): string | undefined {
  return ms === null || (ms > 0 && ms <= max)
    ? undefined
    : `It must be above zero and at most ${words}.`
}

function symbolsFault({ allowedSymbols }: LimitsView): string | undefined {
  if (allowedSymbols === null) return undefined
  if (allowedSymbols.length === 0) return 'Name at least one market, or leave it empty for all.'
  return twice(allowedSymbols, 'market')
}

function hoursFault({ tradingHours }: LimitsView): string | undefined {
  if (tradingHours === null) return undefined
  if (tradingHours.length === 0) return 'Name at least one stretch of hours, or none for all.'
  for (const { days, from, until } of tradingHours) {
    if (days.length === 0) return 'Choose at least one day.'
    if (new Set(days).size < days.length) return 'A day is named twice.'
    if (from >= until)
      return 'The hours must begin before they end; over midnight, name two stretches.'
  }
  return undefined
}

function groupsFault({ groups }: LimitsView): string | undefined {
  for (const { name, assets, percentMax } of groups) {
    if (name.trim() === '') return 'Give each group a name.'
    if (assets.length === 0) return `Name the assets of the group ${name}.`
    const fault = percentFault(percentMax)
    if (fault !== undefined) return `The share of the group ${name}: ${fault}`
    const repeated = twice(assets, 'asset')
    if (repeated !== undefined) return `In the group ${name}: ${repeated}`
  }
  const sum = sumOf(groups.map(({ percentMax }) => percentMax))
  if (sum > WHOLE)
    return `The shares of the groups add up to ${percentText(sum)} %, which is more than there is.`
  return twice(
    groups.map(({ name }) => name),
    'group',
  )
}

function twice(names: readonly string[], what: string): string | undefined {
  const repeated = names.find((name, index) => names.indexOf(name) < index)
  return repeated === undefined ? undefined : `The ${what} ${repeated} is named twice.`
}
