import { type FormEvent, useState } from 'react'
import type { BreakerView } from '../../../app/contract/risk-view.ts'
import { tripActionsOf } from '../../../app/contract/trip-actions.ts'
import { saveBreaker } from '../../actions/risk.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { SaveBar } from '../../components/save-bar.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { SideForm } from '../../components/side-form.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useConfirmedSave } from '../../components/use-confirmed-save.ts'
import {
  ACTION_MEANINGS,
  ACTION_WORDS,
  BREAKER_WORDS,
  UNIT_WORDS,
} from '../../format/breaker-words.ts'
import {
  type BreakerDraft,
  breakerChanges,
  breakerDraft,
  readBreaker,
} from '../../forms/breaker-form.ts'

type BreakerFormProps = {
  readonly breaker: BreakerView
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** When a breaker trips, what it does then, and what comes afterwards. */
export function BreakerForm({ breaker, onSaved, onClose }: BreakerFormProps) {
  const { name, unit } = breaker
  const words = BREAKER_WORDS[name]
  // What was there when it was opened: its reading changes all the time, and what is typed stays.
  const [before] = useState(breaker.setting)
  const [draft, setDraft] = useState(() => breakerDraft(before, unit))
  const read = readBreaker(draft, breaker)
  const faults = read.kind === 'faults' ? read.faults : {}
  const saving = useConfirmedSave(
    (isConfirmed) =>
      saveBreaker({ name, isConfirmed, setting: read.kind === 'setting' ? read.setting : before }),
    onSaved,
  )
  const change = (part: Partial<BreakerDraft>) => setDraft({ ...draft, ...part })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (read.kind === 'setting') void saving.save(false)
  }
  return (
    <SideForm title={words.title} text={words.guards} onSubmit={onSubmit} onClose={onClose}>
      <Checkbox label="Watches" isChecked={draft.isOn} onChange={(isOn) => change({ isOn })} />
      <TextField
        label="Threshold"
        unit={UNIT_WORDS[unit]}
        help={unit === 'ms' ? 'Like 30 s, 5 min or 1 h.' : undefined}
        error={faults.threshold}
        value={draft.threshold}
        onChange={(threshold) => change({ threshold })}
      />
      {draft.window !== null && (
        <TextField
          label="Window"
          help="How far it looks back."
          error={faults.window}
          value={draft.window}
          onChange={(window) => change({ window })}
        />
      )}
      <SelectField
        label="What it does"
        help={ACTION_MEANINGS[draft.action]}
        options={tripActionsOf(name).map((value) => ({ value, label: ACTION_WORDS[value] }))}
        value={draft.action}
        onChange={(action) => change({ action })}
      />
      <Checkbox
        label="Latched"
        help="Stays tripped until a person resets it."
        isChecked={draft.isLatched}
        onChange={(isLatched) => change({ isLatched })}
      />
      {!draft.isLatched && (
        <TextField
          label="Calm before it heals"
          help="How long all has to be well."
          error={faults.probe}
          value={draft.probe}
          onChange={(probe) => change({ probe })}
        />
      )}
      <SaveBar
        saving={saving}
        changes={read.kind === 'setting' ? breakerChanges(before, read.setting, unit) : null}
        onClose={onClose}
      />
    </SideForm>
  )
}
