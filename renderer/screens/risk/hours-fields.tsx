import { Plus, X } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import { INPUT_CLASSES } from '../../components/field.tsx'
import type { HoursDraft } from '../../forms/limits-form.ts'

type HoursFieldsProps = {
  readonly hours: readonly HoursDraft[]
  readonly error: string | undefined
  readonly onChange: (hours: readonly HoursDraft[]) => void
}

/** As people order a week; the numbers are those of the contract, in which 0 is Sunday. */
const DAYS = [
  { day: 1, word: 'Mon' },
  { day: 2, word: 'Tue' },
  { day: 3, word: 'Wed' },
  { day: 4, word: 'Thu' },
  { day: 5, word: 'Fri' },
  { day: 6, word: 'Sat' },
  { day: 0, word: 'Sun' },
] as const

const WORKING_WEEK: HoursDraft = { days: [1, 2, 3, 4, 5], from: '09:00', until: '17:00' }

/** When entries are allowed; at any time while there is none. */
export function HoursFields({ hours, error, onChange }: HoursFieldsProps) {
  const replace = (at: number, part: Partial<HoursDraft>) =>
    onChange(hours.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-small font-strong">
        Hours <span className="font-normal text-ink-soft">(UTC)</span>
      </legend>
      {hours.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is typed has no id of its own, and is never reordered.
        <div key={index} className="flex flex-col gap-2 rounded-small border border-line p-2">
          <Days chosen={one.days} onChange={(days) => replace(index, { days })} />
          <div className="flex items-center gap-2 text-small">
            <TimeInput
              label="From"
              value={one.from}
              onChange={(from) => replace(index, { from })}
            />
            until
            <TimeInput
              label="Until"
              value={one.until}
              onChange={(until) => replace(index, { until })}
            />
            <Button
              size="small"
              variant="quiet"
              aria-label="Remove these hours"
              onClick={() => onChange(hours.filter((_, at) => at !== index))}
            >
              <X aria-hidden="true" size={14} />
            </Button>
          </div>
        </div>
      ))}
      {error && <p className="text-small text-danger">{error}</p>}
      <Button
        size="small"
        className="self-start"
        onClick={() => onChange([...hours, WORKING_WEEK])}
      >
        <Plus aria-hidden="true" size={13} />
        {hours.length === 0 ? 'Only at certain hours' : 'More hours'}
      </Button>
    </fieldset>
  )
}

type DaysProps = {
  readonly chosen: readonly number[]
  readonly onChange: (days: readonly number[]) => void
}

function Days({ chosen, onChange }: DaysProps) {
  return (
    <div className="flex gap-1">
      {DAYS.map(({ day, word }) => {
        const isOn = chosen.includes(day)
        return (
          <button
            key={day}
            type="button"
            aria-pressed={isOn}
            className={classNames(
              'h-6 flex-1 rounded-small text-tiny',
              isOn ? 'bg-accent text-on-accent' : 'bg-raised text-ink-soft',
            )}
            onClick={() => onChange(isOn ? chosen.filter((one) => one !== day) : [...chosen, day])}
          >
            {word}
          </button>
        )
      })}
    </div>
  )
}

type TimeInputProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function TimeInput({ label, value, onChange }: TimeInputProps) {
  return (
    <input
      type="text"
      aria-label={label}
      className={classNames(INPUT_CLASSES, 'text-small')}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
