import type { AlertChannel } from '../domain/alert-channel.ts'
import type { AlertSettings } from '../domain/alert-rule.ts'
import type { AuditEntry } from '../domain/audit-entry.ts'

type Entry = Omit<AuditEntry, 'time' | 'actor'>
type Rules = Pick<AlertSettings, 'rules' | 'summaryHour'>

/** That a channel was added or changed. Its secret is not told, only that there is another one. */
export function channelEntry(
  channel: AlertChannel,
  old: AlertChannel | undefined,
  hasNewSecret: boolean,
): Entry {
  const secret = hasNewSecret ? ', with a new secret' : ''
  const detail =
    old === undefined ? settingsOf(channel) : `from ${settingsOf(old)} to ${settingsOf(channel)}`
  return {
    action: old === undefined ? 'alert channel added' : 'alert channel changed',
    subject: channel.name,
    detail: `${detail}${secret}`,
  }
}

export function removalEntry(channel: AlertChannel): Entry {
  return { action: 'alert channel removed', subject: channel.name, detail: settingsOf(channel) }
}

/** One for each rule that is another now. */
export function ruleEntries(before: Rules, after: Rules): readonly Entry[] {
  const action = 'alert rule changed'
  const kinds = [...new Set([...before.rules, ...after.rules].map(({ kind }) => kind))]
  const entries = kinds.flatMap((kind) => {
    const [from, to] = [before, after].map(({ rules }) => ruleInWords(rules, kind))
    return from === to ? [] : [{ action, subject: kind, detail: `from ${from} to ${to}` }]
  })
  if (before.summaryHour === after.summaryHour) return entries
  const detail = `from ${before.summaryHour}:00 to ${after.summaryHour}:00`
  return [...entries, { action, subject: 'hour of the daily summary', detail }]
}

function settingsOf({ id: _, name, ...settings }: AlertChannel): string {
  return `${name} ${JSON.stringify(settings)}`
}

function ruleInWords(rules: Rules['rules'], kind: Rules['rules'][number]['kind']): string {
  const rule = rules.find((one) => one.kind === kind)
  if (rule === undefined) return 'none'
  const { kind: _, ...settings } = rule
  return JSON.stringify(settings)
}
