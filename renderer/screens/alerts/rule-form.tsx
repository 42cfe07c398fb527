import { type FormEvent, useState } from 'react'
import type { AlertChannel, AlertRule } from '../../../app/contract/alert-settings.ts'
import type { Problem } from '../../../app/contract/requests.ts'
import { saveAlertRules } from '../../actions/alerts.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { SideForm } from '../../components/side-form.tsx'
import { TextField } from '../../components/text-field.tsx'
import { ALERT_WORDS, SEVERITY_WORDS } from '../../format/alert-words.ts'
import { type RuleDraft, readRule, ruleDraft, SEVERITIES } from '../../forms/rule-form.ts'

type RuleFormProps = {
  readonly rule: AlertRule
  /** All of them: they are saved together. */
  readonly rules: readonly AlertRule[]
  readonly summaryHour: number
  readonly channels: readonly AlertChannel[]
  readonly onSaved: () => void
  readonly onClose: () => void
}

const SEVERITY_OPTIONS = SEVERITIES.map((value) => ({ value, label: SEVERITY_WORDS[value] }))

const HOUR_OPTIONS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))

/** Who is told about one kind of news, how soon and how often. */
export function RuleForm({ rule, rules, summaryHour, channels, onSaved, onClose }: RuleFormProps) {
  const { title, when } = ALERT_WORDS[rule.kind]
  const [draft, setDraft] = useState(() => ruleDraft(rule))
  const [hour, setHour] = useState(String(summaryHour))
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const read = readRule(rule.kind, draft)
  const faults = read.kind === 'faults' ? read.faults : {}
  const change = (part: Partial<RuleDraft>) => setDraft({ ...draft, ...part })
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (read.kind === 'faults') return
    setBusy(true)
    const answer = await saveAlertRules({
      rules: rules.map((one) => (one.kind === rule.kind ? read.rule : one)),
      summaryHour: Number(hour),
    })
    setBusy(false)
    if (answer.ok) onSaved()
    else setProblem(answer.error)
  }
  return (
    <SideForm
      title={title}
      text={when}
      onSubmit={(event) => void onSubmit(event)}
      onClose={onClose}
    >
      <Checkbox label="Told" isChecked={draft.isOn} onChange={(isOn) => change({ isOn })} />
      {rule.kind === 'daily-summary' && (
        <SelectField label="At" options={HOUR_OPTIONS} value={hour} onChange={setHour} />
      )}
      <SelectField
        label="How bad"
        options={SEVERITY_OPTIONS}
        value={draft.severityMin}
        onChange={(severityMin) => change({ severityMin })}
      />
      <Channels
        channels={channels}
        chosen={draft.channelIds}
        onChange={(channelIds) => change({ channelIds: [...channelIds] })}
      />
      <QuietFields draft={draft} error={faults.quietFrom} onChange={change} />
      <TextField
        label="At most"
        unit="an hour"
        help="What is beyond it waits, and is told together."
        error={faults.perHourMax}
        value={draft.perHourMax}
        onChange={(perHourMax) => change({ perHourMax })}
      />
      <TextField
        label="Together within"
        help="News about the same thing within this time is one message."
        error={faults.group}
        value={draft.group}
        onChange={(group) => change({ group })}
      />
      {problem && <ProblemBox problem={problem} />}
      <div className="flex justify-end gap-3">
        <Button onClick={onClose}>Leave it</Button>
        <Button type="submit" variant="primary" disabled={isBusy || read.kind === 'faults'}>
          Save
        </Button>
      </div>
    </SideForm>
  )
}

type ChannelsProps = {
  readonly channels: readonly AlertChannel[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

function Channels({ channels, chosen, onChange }: ChannelsProps) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-small font-strong">To</legend>
      {channels.length === 0 && (
        <p className="text-small text-ink-soft">Add a channel first, under Channels.</p>
      )}
      {channels.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          isChecked={chosen.includes(id)}
          onChange={(isOn) =>
            onChange(isOn ? [...chosen, id] : chosen.filter((other) => other !== id))
          }
        />
      ))}
    </fieldset>
  )
}

type QuietFieldsProps = {
  readonly draft: RuleDraft
  readonly error: string | undefined
  readonly onChange: (part: Partial<RuleDraft>) => void
}

function QuietFields({ draft, error, onChange }: QuietFieldsProps) {
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label="Quiet from"
          unit="hour of the day"
          help="22 until 7 is over midnight."
          error={error}
          value={draft.quietFrom}
          onChange={(quietFrom) => onChange({ quietFrom })}
        />
        <TextField
          label="Quiet until"
          unit="hour"
          value={draft.quietUntil}
          onChange={(quietUntil) => onChange({ quietUntil })}
        />
      </div>
      {draft.quietFrom !== '' && (
        <SelectField
          label="Told all the same"
          options={SEVERITY_OPTIONS}
          value={draft.quietSeverityMin}
          onChange={(quietSeverityMin) => onChange({ quietSeverityMin })}
        />
      )}
    </>
  )
}
