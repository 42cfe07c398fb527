import { useState } from 'react'
import type { OrderGroup } from '../../../app/contract/records.ts'
import { Button } from '../../components/button.tsx'
import { Segments } from '../../components/segments.tsx'
import { useNow } from '../../components/use-now.ts'
import type { Filter } from './record-filter.ts'
import { NO_FILTER } from './record-filter.ts'
import { useHolders } from './use-holders.ts'

const DAY_MS = 86_400_000
const PERIODS = [
  { value: 'day', label: '24 h', ms: DAY_MS },
  { value: 'week', label: '7 days', ms: 7 * DAY_MS },
  { value: 'month', label: '30 days', ms: 30 * DAY_MS },
  { value: 'always', label: 'Always', ms: null },
] as const
type Period = (typeof PERIODS)[number]['value']

const GROUPS: readonly { readonly value: OrderGroup; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'working', label: 'Working' },
  { value: 'filled', label: 'Filled' },
  { value: 'not-filled', label: 'Not filled' },
]
const ALL = ''

type FilterBarProps = {
  readonly filter: Filter
  /** What is filtered: each has questions of its own. */
  readonly of: 'orders' | 'fills' | 'positions'
  readonly onChange: (filter: Filter) => void
}

/** Which records are shown. */
export function FilterBar({ filter, of, onChange }: FilterBarProps) {
  const now = useNow()
  const [period, setPeriod] = useState<Period>('always')
  const { bots, symbols } = useHolders()
  const choosePeriod = (chosen: Period) => {
    setPeriod(chosen)
    const ms = PERIODS.find(({ value }) => value === chosen)?.ms ?? null
    onChange({ ...filter, from: ms === null ? null : now - ms })
  }
  const clear = () => {
    setPeriod('always')
    onChange(NO_FILTER)
  }
  return (
    <section
      aria-label="Filter"
      className="flex flex-wrap items-center gap-2 border-line border-b bg-panel px-4 py-2"
    >
      <Choice
        label="Bot"
        all="All bots"
        options={bots}
        value={filter.botId}
        onChange={(botId) => onChange({ ...filter, botId })}
      />
      <Choice
        label="Market"
        all="All markets"
        options={symbols.map((symbol) => ({ value: symbol, label: symbol }))}
        value={filter.symbol}
        onChange={(symbol) => onChange({ ...filter, symbol })}
      />
      {of !== 'positions' && (
        <Segments
          label="Side"
          options={[
            { value: 'both', label: 'Both' },
            { value: 'buy', label: 'Buy' },
            { value: 'sell', label: 'Sell' },
          ]}
          value={filter.side ?? 'both'}
          onChange={(side) =>
            onChange({ ...filter, side: side === 'buy' || side === 'sell' ? side : null })
          }
        />
      )}
      {of === 'orders' && (
        <Segments
          label="State"
          options={GROUPS}
          value={filter.group}
          onChange={(group) => onChange({ ...filter, group })}
        />
      )}
      <Segments label="Period" options={PERIODS} value={period} onChange={choosePeriod} />
      <Button variant="quiet" size="small" onClick={clear}>
        Clear
      </Button>
    </section>
  )
}

type ChoiceProps = {
  readonly label: string
  readonly all: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

function Choice({ label, all, options, value, onChange }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      className="h-7 max-w-44 rounded-small border border-line bg-canvas px-2 text-small"
      value={value ?? ALL}
      onChange={({ target }) => onChange(target.value === ALL ? null : target.value)}
    >
      <option value={ALL}>{all}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
