import { BellOff } from 'lucide-react'
import type { AlertChannel, AlertRule } from '../../../app/contract/alert-settings.ts'
import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import { ALERT_WORDS, SEVERITY_WORDS } from '../../format/alert-words.ts'
import { durationText } from '../../format/duration.ts'

type RulesTableProps = {
  readonly rules: readonly AlertRule[]
  readonly channels: readonly AlertChannel[]
  readonly chosen: AlertRule['kind'] | null
  readonly onChange: (kind: AlertRule['kind']) => void
}

const HEADERS = ['News', 'Told', 'To', 'Quiet hours', 'At most', 'Together within', ''] as const
const CELL = 'border-line border-b px-3 py-1.5 align-top'

export function RulesTable({ rules, channels, chosen, onChange }: RulesTableProps) {
  return (
    <table
      aria-label="Rules"
      className="w-full border-separate border-spacing-0 rounded-large border border-line bg-panel text-small"
    >
      <thead>
        <tr>
          {HEADERS.map((header) => (
            <th
              key={header}
              scope="col"
              className="border-line border-b px-3 py-1.5 text-left font-normal text-ink-soft"
            >
              {header || <span className="sr-only">What can be done</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <RuleRow
            key={rule.kind}
            rule={rule}
            channels={channels}
            isChosen={rule.kind === chosen}
            onChange={() => onChange(rule.kind)}
          />
        ))}
      </tbody>
    </table>
  )
}

type RuleRowProps = {
  readonly rule: AlertRule
  readonly channels: readonly AlertChannel[]
  readonly isChosen: boolean
  readonly onChange: () => void
}

function RuleRow({ rule, channels, isChosen, onChange }: RuleRowProps) {
  const { kind, isOn, severityMin, perHourMax, groupMs } = rule
  const { title, when } = ALERT_WORDS[kind]
  return (
    <tr className={classNames(isChosen && 'bg-raised', !isOn && 'text-ink-soft')}>
      <th scope="row" className={classNames(CELL, 'text-left font-normal')}>
        <span className="font-strong">{title}</span>
        <span className="block text-ink-soft">{when}</span>
      </th>
      <td className={classNames(CELL, 'whitespace-nowrap')}>
        {isOn ? (
          SEVERITY_WORDS[severityMin]
        ) : (
          <span className="flex items-center gap-1">
            <BellOff aria-hidden="true" size={12} />
            Not told
          </span>
        )}
      </td>
      <td className={CELL}>{isOn ? toWords(rule, channels) : '–'}</td>
      <td className={classNames(CELL, 'whitespace-nowrap')}>{isOn ? quietWords(rule) : '–'}</td>
      <td className={classNames(CELL, 'whitespace-nowrap')}>
        {isOn ? `${perHourMax} an hour` : '–'}
      </td>
      <td className={classNames(CELL, 'whitespace-nowrap')}>
        {isOn ? togetherWords(groupMs) : '–'}
      </td>
      <td className={classNames(CELL, 'text-right')}>
        <Button size="small" aria-label={`Change ${title}`} onClick={onChange}>
          Change
        </Button>
      </td>
    </tr>
  )
}

function toWords({ channelIds }: AlertRule, channels: readonly AlertChannel[]) {
  const names = channels.filter(({ id }) => channelIds.includes(id)).map(({ name }) => name)
  if (names.length > 0) return names.join(', ')
  return <span className="text-attention">No channel chosen</span>
}

function quietWords({ quietHours }: AlertRule): string {
  return quietHours === null ? 'None' : `${quietHours.from}–${quietHours.until} h`
}

function togetherWords(groupMs: number): string {
  return groupMs === 0 ? 'One by one' : durationText(groupMs)
}
