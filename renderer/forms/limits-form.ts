import './zod-without-eval.ts'
import { limitFaults } from '../../app/contract/limit-faults.ts'
import { type LimitsView, limitsView } from '../../app/contract/risk-view.ts'
import { durationOf, durationText } from '../format/duration.ts'
import {
  clockText,
  type LimitField,
  PLAIN_LIMITS,
  type PlainField,
  type PlainLimit,
} from '../format/limit-words.ts'
import { balanceText } from './balance-form.ts'

export type HoursDraft = {
  readonly days: readonly number[]
  readonly from: string
  readonly until: string
}

export type GroupDraft = {
  readonly name: string
  readonly assets: string
  readonly percent: string
}

/** A level's limits as they are typed; empty text is no limit. */
export type LimitsDraft = {
  readonly plain: Readonly<Record<PlainField, string>>
  readonly isStopRequired: boolean
  readonly startsSmall: boolean
  readonly symbols: string
  readonly hours: readonly HoursDraft[]
  readonly groups: readonly GroupDraft[]
}

export type LimitFaults = Partial<Readonly<Record<LimitField, string>>>

type ReadLimits =
  | { readonly kind: 'limits'; readonly limits: LimitsView }
  | { readonly kind: 'faults'; readonly faults: LimitFaults }

const FAULTS: Readonly<Record<PlainLimit['kind'], string>> = {
  money: 'Enter an amount above zero, like 500, or nothing.',
  percent: 'Enter a number of percent, like 25, or nothing.',
  count: 'Enter a whole number, like 10, or nothing.',
  duration: 'Enter a time like 30 s, 5 min or 1 h, or nothing.',
}

const NUMBER = /^\d{1,12}(\.\d{1,8})?$/
const CLOCK = /^(\d{1,2}):(\d{2})$/

export function limitsDraft(limits: LimitsView): LimitsDraft {
  const typed = (limit: PlainLimit): readonly [PlainField, string] => {
    const value = limits[limit.field]
    if (value === null) return [limit.field, '']
    return [limit.field, limit.kind === 'duration' ? durationText(Number(value)) : String(value)]
  }
  return {
    plain: Object.fromEntries(PLAIN_LIMITS.map(typed)) as LimitsDraft['plain'],
    isStopRequired: limits.isStopRequired,
    startsSmall: limits.startsSmall,
    symbols: (limits.allowedSymbols ?? []).join(', '),
    hours: (limits.tradingHours ?? []).map(({ days, from, until }) => ({
      days,
      from: clockText(from),
      until: clockText(until),
    })),
    groups: limits.groups.map(({ name, assets, percentMax }) => ({
      name,
      assets: assets.join(', '),
      percent: String(percentMax),
    })),
  }
}

/** What was typed as limits, or what is wrong with it and where. */
export function readLimits(draft: LimitsDraft): ReadLimits {
  const plain = PLAIN_LIMITS.map((limit) => ({
    limit,
    value: plainValue(draft.plain[limit.field], limit.kind),
  }))
  const typing = Object.fromEntries(
    plain
      .filter(({ value }) => value === undefined)
      .map(({ limit }) => [limit.field, FAULTS[limit.kind]]),
  )
  const candidate = {
    ...Object.fromEntries(plain.map(({ limit, value }) => [limit.field, value ?? null])),
    isStopRequired: draft.isStopRequired,
    startsSmall: draft.startsSmall,
    allowedSymbols: noneIfEmpty(listOf(draft.symbols)),
    tradingHours: noneIfEmpty(draft.hours.map(hoursOf)),
    groups: draft.groups.map(groupOf),
  }
  const parsed = limitsView.safeParse(candidate)
  const found = parsed.success ? limitFaults(parsed.data) : contractFaults(parsed.error.issues)
  const faults = { ...found, ...typing }
  return parsed.success && Object.keys(faults).length === 0
    ? { kind: 'limits', limits: parsed.data }
    : { kind: 'faults', faults }
}

function plainValue(text: string, kind: PlainLimit['kind']): string | number | null | undefined {
  const typed = text.trim()
  if (typed === '') return null
  if (kind === 'duration') return durationOf(typed)
  const number = balanceText(typed).replace(/%$/, '')
  if (!NUMBER.test(number)) return undefined
  if (kind === 'money') return number
  return kind === 'count' && !/^\d+$/.test(number) ? undefined : Number(number)
}

function listOf(text: string): string[] {
  return text
    .split(/[,\s]+/)
    .map((part) => part.toUpperCase())
    .filter((part) => part !== '')
}

function noneIfEmpty<Item>(items: Item[]): Item[] | null {
  return items.length === 0 ? null : items
}

function hoursOf({ days, from, until }: HoursDraft) {
  return {
    days: days.toSorted((one, other) => one - other),
    from: clockOf(from),
    until: clockOf(until),
  }
}

/** "09:30" → 9.5; no number where it is no time of day. */
function clockOf(text: string): number {
  const [, hours, minutes] = CLOCK.exec(text.trim()) ?? []
  return Number(minutes) < 60 ? Number(hours) + Number(minutes) / 60 : Number.NaN
}

function groupOf({ name, assets, percent }: GroupDraft) {
  const percentMax = NUMBER.test(percent.trim()) ? Number(percent) : Number.NaN
  return { name: name.trim(), assets: listOf(assets), percentMax }
}

const LIST_FAULTS: Partial<Readonly<Record<LimitField, string>>> = {
  allowedSymbols: 'Enter markets like BTC/USDT, separated by commas.',
  tradingHours: 'Enter times like 09:00 and 17:30, up to 24:00.',
  groups: 'A group needs a name, its assets and a number of percent.',
}

type Issue = {
  readonly code: string
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** The contract says what is nonsensical in its own words; what cannot be read at all is said in ours. */
function contractFaults(issues: readonly Issue[]): LimitFaults {
  const found = issues.map(({ code, path, message }) => {
    const field = String(path[0])
    const ours = Reflect.get(LIST_FAULTS, field)
    return [field, code === 'custom' || typeof ours !== 'string' ? message : ours]
  })
  return Object.fromEntries(found.toReversed())
}
