import { X } from 'lucide-react'
import {
  INDICATOR_KINDS,
  INDICATOR_WORDS,
  type Indicator,
  indicatorTitle,
  PERIOD_LIMITS,
} from './indicators.ts'

/** More lines than this nobody can tell apart. */
const INDICATORS_MAX = 6

type IndicatorChoiceProps = {
  readonly indicators: readonly Indicator[]
  readonly onChange: (indicators: readonly Indicator[]) => void
}

/** The indicators that are drawn: their periods can be changed, and each can be taken away. */
export function IndicatorChoice({ indicators, onChange }: IndicatorChoiceProps) {
  const add = (kind: string) => {
    const known = INDICATOR_KINDS.find((one) => one === kind)
    if (known) onChange([...indicators, freshOf(known, indicators)])
  }
  return (
    <>
      <select
        aria-label="Add an indicator"
        className="h-7 w-28 rounded-small border border-line-strong bg-panel px-2 text-small text-ink disabled:opacity-45"
        value=""
        disabled={indicators.length >= INDICATORS_MAX}
        onChange={(event) => add(event.target.value)}
      >
        <option value="">Indicator…</option>
        {INDICATOR_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {INDICATOR_WORDS[kind].name}
          </option>
        ))}
      </select>
      {indicators.map((indicator, index) => (
        <IndicatorChip
          // biome-ignore lint/suspicious/noArrayIndexKey: a period that is typed must not lose the focus.
          key={index}
          indicator={indicator}
          onPeriod={(period) => onChange(indicators.with(index, { ...indicator, period }))}
          onRemove={() => onChange(indicators.toSpliced(index, 1))}
        />
      ))}
    </>
  )
}

type IndicatorChipProps = {
  readonly indicator: Indicator
  readonly onPeriod: (period: number) => void
  readonly onRemove: () => void
}

function IndicatorChip({ indicator, onPeriod, onRemove }: IndicatorChipProps) {
  const { name } = INDICATOR_WORDS[indicator.kind]
  const { min, max } = PERIOD_LIMITS
  return (
    <span className="flex h-7 items-center gap-1 rounded-small border border-line pl-2 text-small">
      {name}
      <input
        type="number"
        aria-label={`Period of ${name}`}
        className="w-12 bg-transparent text-right text-ink"
        {...{ min, max }}
        value={indicator.period}
        onChange={({ target }) => {
          const period = Math.round(target.valueAsNumber)
          if (period >= min && period <= max) onPeriod(period)
        }}
      />
      <button
        type="button"
        aria-label={`Remove ${indicatorTitle(indicator)}`}
        className="flex size-6 items-center justify-center text-ink-soft hover:text-ink"
        onClick={onRemove}
      >
        <X aria-hidden="true" size={13} />
      </button>
    </span>
  )
}

/** Another period than one of its kind that is there already. */
function freshOf(kind: Indicator['kind'], there: readonly Indicator[]): Indicator {
  let { period } = INDICATOR_WORDS[kind]
  while (there.some((other) => other.kind === kind && other.period === period)) period *= 2
  return { kind, period: Math.min(period, PERIOD_LIMITS.max) }
}
