import { type FormEvent, useState } from 'react'
import { limitChanges } from '../../../app/contract/limit-changes.ts'
import { saveLimits } from '../../actions/risk.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { SaveBar } from '../../components/save-bar.tsx'
import { SideForm } from '../../components/side-form.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useConfirmedSave } from '../../components/use-confirmed-save.ts'
import { PLAIN_LIMITS, type PlainLimit } from '../../format/limit-words.ts'
import { type LimitsDraft, limitsDraft, readLimits } from '../../forms/limits-form.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { GroupFields } from './group-fields.tsx'
import { HoursFields } from './hours-fields.tsx'
import type { Level } from './limits-page.tsx'

type LimitsFormProps = {
  readonly level: Level
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** Every limit of one level; an empty field is no limit. */
export function LimitsForm({ level, onSaved, onClose }: LimitsFormProps) {
  const { title, of } = level
  const quote = useEngine(({ account }) => account.quote) ?? ''
  const [before] = useState(level.limits)
  const [draft, setDraft] = useState(() => limitsDraft(before))
  const read = readLimits(draft)
  const faults = read.kind === 'faults' ? read.faults : {}
  const saving = useConfirmedSave(
    (isConfirmed) =>
      saveLimits({ of, isConfirmed, limits: read.kind === 'limits' ? read.limits : before }),
    onSaved,
  )
  const change = (part: Partial<LimitsDraft>) => setDraft({ ...draft, ...part })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (read.kind === 'limits') void saving.save(false)
  }
  return (
    <SideForm
      title={`Limits of ${of.level === 'bot' ? title : title.toLowerCase()}`}
      text="An empty field sets no limit at this level."
      onSubmit={onSubmit}
      onClose={onClose}
    >
      {PLAIN_LIMITS.map((limit) => (
        <TextField
          key={limit.field}
          label={limit.title}
          unit={unitOf(limit, quote)}
          help={limit.guards}
          error={faults[limit.field]}
          value={draft.plain[limit.field]}
          onChange={(text) => change({ plain: { ...draft.plain, [limit.field]: text } })}
        />
      ))}
      <Checkbox
        label="Stop required"
        help="An entry is refused when nothing would end it at a loss."
        isChecked={draft.isStopRequired}
        onChange={(isStopRequired) => change({ isStopRequired })}
      />
      <Checkbox
        label="Small start"
        help="In the account’s first week one market may hold 5 % of equity, then 10 % and 25 %, and all together twice that."
        isChecked={draft.startsSmall}
        onChange={(startsSmall) => change({ startsSmall })}
      />
      <TextField
        label="Markets"
        help="Like BTC/USDT, ETH/USDT; entries in any other are refused."
        error={faults.allowedSymbols}
        value={draft.symbols}
        onChange={(symbols) => change({ symbols })}
      />
      <HoursFields
        hours={draft.hours}
        error={faults.tradingHours}
        onChange={(hours) => change({ hours })}
      />
      <GroupFields
        groups={draft.groups}
        error={faults.groups}
        onChange={(groups) => change({ groups })}
      />
      <SaveBar
        saving={saving}
        changes={read.kind === 'limits' ? limitChanges(before, read.limits) : null}
        onClose={onClose}
      />
    </SideForm>
  )
}

function unitOf({ kind, field }: PlainLimit, quote: string): string {
  if (kind === 'money') return quote
  if (kind === 'percent') return field === 'spreadPercentMax' ? '% of the price' : '%'
  return ''
}
