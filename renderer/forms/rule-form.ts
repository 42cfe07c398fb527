import './zod-without-eval.ts'
import { type AlertRule, alertRule } from '../../app/contract/alert-settings.ts'
import { durationOf, durationText } from '../format/duration.ts'

export const ALERT_KINDS = alertRule.shape.kind.options
export const SEVERITIES = alertRule.shape.severityMin.options

/** A rule as it is typed; hours are texts, and empty ones mean that there are no quiet hours. */
export type RuleDraft = Pick<AlertRule, 'isOn' | 'severityMin' | 'channelIds'> & {
  readonly quietFrom: string
  readonly quietUntil: string
  readonly quietSeverityMin: AlertRule['severityMin']
  readonly perHourMax: string
  readonly group: string
}

export type RuleFaults = Partial<Readonly<Record<keyof RuleDraft, string>>>

type ReadRule =
  | { readonly kind: 'rule'; readonly rule: AlertRule }
  | { readonly kind: 'faults'; readonly faults: RuleFaults }

/** One rule for every kind, in the order of the kinds: where there is none, nobody is told. */
export function ruleOfEveryKind(rules: readonly AlertRule[]): readonly AlertRule[] {
  return ALERT_KINDS.map((kind) => rules.find((rule) => rule.kind === kind) ?? silentRule(kind))
}

export function ruleDraft(rule: AlertRule): RuleDraft {
  const { isOn, severityMin, channelIds, quietHours, perHourMax, groupMs } = rule
  return {
    isOn,
    severityMin,
    channelIds,
    quietFrom: quietHours === null ? '' : String(quietHours.from),
    quietUntil: quietHours === null ? '' : String(quietHours.until),
    quietSeverityMin: quietHours?.severityMin ?? 'critical',
    perHourMax: String(perHourMax),
    group: durationText(groupMs),
  }
}

/** What was typed as a rule, or what is wrong with it and where. */
export function readRule(kind: AlertRule['kind'], draft: RuleDraft): ReadRule {
  const quietHours = quietHoursOf(draft)
  const groupMs = durationOf(draft.group)
  const parsed = alertRule.safeParse({
    kind,
    isOn: draft.isOn,
    severityMin: draft.severityMin,
    channelIds: [...draft.channelIds],
    quietHours,
    perHourMax: wholeNumber(draft.perHourMax),
    groupMs,
  })
  return parsed.success
    ? { kind: 'rule', rule: parsed.data }
    : { kind: 'faults', faults: faultsOf(parsed.error.issues) }
}

const RULE_FAULTS: Readonly<Record<string, RuleFaults>> = {
  quietHours: { quietFrom: 'Enter hours from 0 to 23, both or neither.' },
  perHourMax: { perHourMax: 'Enter a whole number from 1 to 1000.' },
  groupMs: { group: 'Enter a time like 30 s or 5 min, up to 1 d.' },
}

function faultsOf(issues: readonly { readonly path: readonly PropertyKey[] }[]): RuleFaults {
  return Object.assign({}, ...issues.map(({ path }) => RULE_FAULTS[String(path[0])] ?? {}))
}

function quietHoursOf({ quietFrom, quietUntil, quietSeverityMin }: RuleDraft) {
  if (quietFrom.trim() === '' && quietUntil.trim() === '') return null
  const [from, until] = [wholeNumber(quietFrom), wholeNumber(quietUntil)]
  return { from, until, severityMin: quietSeverityMin }
}

function wholeNumber(text: string): number {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN
}

function silentRule(kind: AlertRule['kind']): AlertRule {
  return {
    kind,
    isOn: false,
    severityMin: 'info',
    channelIds: [],
    quietHours: null,
    perHourMax: 20,
    groupMs: 60_000,
  }
}
