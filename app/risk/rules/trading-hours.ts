import type { TradingHours } from '../../domain/risk-limits.ts'
import { limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'
import { faultsText } from '../share-of-equity.ts'

const MINUTE_MS = 60_000
const MINUTES_OF_HOUR = 60
const MINUTES_OF_DAY = 1_440
const DAYS_OF_WEEK = 7
/** The first of January 1970 was a Thursday. */
const FIRST_DAY = 4
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** Entries only within the hours of every level that sets some, in UTC. */
export const tradingHours: RiskRule = {
  name: 'trading-hours',
  guards: 'entries',
  refuse(_, { limits, now }) {
    if (limits.tradingHours.length === 0) return undefined
    const minutes = Math.floor(now / MINUTE_MS)
    const day = (Math.floor(minutes / MINUTES_OF_DAY) + FIRST_DAY) % DAYS_OF_WEEK
    const hour = (minutes % MINUTES_OF_DAY) / MINUTES_OF_HOUR
    return faultsText(
      ...limits.tradingHours.map((bound) =>
        bound.value.some((open) => isWithin(open, day, hour))
          ? undefined
          : `it is ${DAYS[day]} ${clock(hour)} UTC and ${limitOf(bound)} is ${bound.value.map(hoursText).join(', ')}`,
      ),
    )
  },
}

function isWithin({ days, from, until }: TradingHours, day: number, hour: number): boolean {
  return days.includes(day) && hour >= from && hour < until
}

function hoursText({ days, from, until }: TradingHours): string {
  return `${days.map((day) => DAYS[day]).join(' ')} ${clock(from)}-${clock(until)}`
}

function clock(hour: number): string {
  const minutes = Math.round(hour * MINUTES_OF_HOUR)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / MINUTES_OF_HOUR))}:${two(minutes % MINUTES_OF_HOUR)}`
}
