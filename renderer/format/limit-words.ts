import type { LimitsView } from '../../app/contract/risk-view.ts'
import { formatQuantity } from './decimal.ts'
import { durationText } from './duration.ts'
import { exactOf } from './exact-decimal.ts'
import { counted } from './words.ts'

export type LimitField = keyof LimitsView
export type PlainField = Exclude<
  LimitField,
  'groups' | 'allowedSymbols' | 'tradingHours' | 'isStopRequired' | 'startsSmall'
>

export type PlainLimit = {
  readonly field: PlainField
  readonly title: string
  /** What it guards, and what counts as it. */
  readonly guards: string
  readonly kind: 'money' | 'percent' | 'count' | 'duration'
  /** Where the stricter value lies. */
  readonly stricter: 'smaller' | 'larger'
}

/** Limits that are one number, in the order in which they are read. */
export const PLAIN_LIMITS: readonly PlainLimit[] = [
  {
    field: 'notionalMin',
    title: 'Smallest order',
    guards: "What an order is worth at least. The exchange's own minimum counts as well.",
    kind: 'money',
    stricter: 'larger',
  },
  {
    field: 'notionalMax',
    title: 'Largest order',
    guards: 'What one order is worth at most.',
    kind: 'money',
    stricter: 'smaller',
  },
  {
    field: 'positionPercentMax',
    title: 'Position in one market',
    guards: 'Of equity: what is held, what open entries would add, and the order itself.',
    kind: 'percent',
    stricter: 'smaller',
  },
  {
    field: 'exposurePercentMax',
    title: 'Exposure in all markets',
    guards: 'Of equity: everything that is held or being bought, together.',
    kind: 'percent',
    stricter: 'smaller',
  },
  {
    field: 'assetPercentMax',
    title: 'Exposure to one asset',
    guards: 'Of equity: all markets of the same asset together.',
    kind: 'percent',
    stricter: 'smaller',
  },
  {
    field: 'reservePercent',
    title: 'Cash reserve',
    guards: 'Of equity: cash that no entry may touch.',
    kind: 'percent',
    stricter: 'larger',
  },
  {
    field: 'openOrdersMax',
    title: 'Open orders',
    guards: 'Orders at work at the same time, those in flight and unresolved included.',
    kind: 'count',
    stricter: 'smaller',
  },
  {
    field: 'ordersPerMinuteMax',
    title: 'Orders a minute',
    guards: 'Orders written down within the last minute.',
    kind: 'count',
    stricter: 'smaller',
  },
  {
    field: 'collarPercentMax',
    title: 'Price collar',
    guards: 'How far a price may be from the last trade and from the middle of the book.',
    kind: 'percent',
    stricter: 'smaller',
  },
  {
    field: 'spreadPercentMax',
    title: 'Spread',
    guards: 'The gap between the best bid and the best ask.',
    kind: 'percent',
    stricter: 'smaller',
  },
  {
    field: 'bookAgeMaxMs',
    title: 'Age of the book',
    guards: 'How old the order book may be when an order is reviewed.',
    kind: 'duration',
    stricter: 'smaller',
  },
  {
    field: 'slippagePercentMax',
    title: 'Slippage',
    guards: 'How much worse than the middle of the book a market order would be filled.',
    kind: 'percent',
    stricter: 'smaller',
  },
  {
    field: 'stopCoolDownMs',
    title: 'Pause after a stop',
    guards: 'How long a bot stays out of a market after its stop was hit.',
    kind: 'duration',
    stricter: 'larger',
  },
  {
    field: 'duplicateWindowMs',
    title: 'Same wish again',
    guards: 'How long the same wish of the same bot counts as one.',
    kind: 'duration',
    stricter: 'larger',
  },
]

type ListLimit = {
  readonly field: Exclude<LimitField, PlainField>
  readonly title: string
  readonly guards: string
}

export const LIST_LIMITS: readonly ListLimit[] = [
  {
    field: 'isStopRequired',
    title: 'Stop required',
    guards: 'An entry is refused when nothing would end it at a loss.',
  },
  {
    field: 'startsSmall',
    title: 'Small start',
    guards:
      'In its first week an account may hold 5 % of equity in one market, then 10 % and 25 %, and twice that in all: entries are cut to it.',
  },
  { field: 'allowedSymbols', title: 'Markets', guards: 'Entries in any other are refused.' },
  { field: 'tradingHours', title: 'Hours', guards: 'Entries outside of them are refused. In UTC.' },
  {
    field: 'groups',
    title: 'Groups of assets',
    guards: 'Assets that move together count as one. Of equity.',
  },
]

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

/** One limit as a level sets it, written out; empty where it sets none. */
export function limitText(limits: LimitsView, field: LimitField): string {
  const plain = PLAIN_LIMITS.find((limit) => limit.field === field)
  if (plain) return plainText(limits[plain.field], plain.kind)
  switch (field) {
    case 'isStopRequired':
      return limits.isStopRequired ? 'Required' : ''
    case 'startsSmall':
      return limits.startsSmall ? 'First week' : ''
    case 'allowedSymbols':
      return (limits.allowedSymbols ?? []).join(', ')
    case 'tradingHours':
      return (limits.tradingHours ?? []).map(hoursText).join('; ')
    case 'groups':
      return limits.groups
        .map(({ name, assets, percentMax }) => `${name} (${assets.join(', ')}): ${percentMax} %`)
        .join('; ')
    default:
      return ''
  }
}

function plainText(value: string | number | null, kind: PlainLimit['kind']): string {
  if (value === null) return ''
  if (kind === 'duration') return durationText(Number(value))
  return `${formatQuantity(String(value))}${kind === 'percent' ? ' %' : ''}`
}

function hoursText({ days, from, until }: NonNullable<LimitsView['tradingHours']>[number]): string {
  const named = days.length === 7 ? 'every day' : days.map((day) => DAYS[day]).join(', ')
  return `${named} ${clockText(from)}–${clockText(until)}`
}

/** 9.5 → "09:30". */
export function clockText(hours: number): string {
  const minutes = Math.round(hours * 60)
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60]
  return `${String(whole).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}

/** Whether a value holds an order back sooner than another does; no limit never does. */
export function isStricter(
  { stricter }: Pick<PlainLimit, 'stricter'>,
  value: string | number | null,
  than: string | number | null,
): boolean {
  if (value === null) return false
  if (than === null) return true
  const [left, right] = [exactOf(String(value)) ?? 0n, exactOf(String(than)) ?? 0n]
  return stricter === 'smaller' ? left < right : left > right
}

/** "3 limits", "no limits". */
export function limitCount(limits: LimitsView): string {
  const fields = [...PLAIN_LIMITS, ...LIST_LIMITS]
  const count = fields.filter(({ field }) => limitText(limits, field) !== '').length
  return count === 0 ? 'no limits' : counted(count, 'limit')
}
