import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import {
  isStricter,
  LIST_LIMITS,
  type LimitField,
  limitCount,
  limitText,
  PLAIN_LIMITS,
  type PlainLimit,
} from '../../format/limit-words.ts'
import { useEngine } from '../../stores/engine-store.ts'
import type { Level } from './limits-page.tsx'

type LimitsTableProps = {
  readonly levels: readonly Level[]
  readonly chosenKey: string | null
  readonly onChange: (key: string) => void
}

const CELL = 'border-line border-b px-3 py-1.5 align-top'

export function LimitsTable({ levels, chosenKey, onChange }: LimitsTableProps) {
  return (
    <table
      aria-label="Limits"
      className="w-full border-separate border-spacing-0 rounded-large border border-line bg-panel text-small"
    >
      <thead>
        <tr>
          <th scope="col" className={classNames(CELL, 'text-left font-normal text-ink-soft')}>
            Limit
          </th>
          {levels.map(({ key, title, limits }) => (
            <th
              key={key}
              scope="col"
              className={classNames(CELL, 'min-w-36 text-left', key === chosenKey && 'bg-raised')}
            >
              <span className="block max-w-44 truncate font-strong">{title}</span>
              <span className="flex items-center justify-between gap-2">
                <span className="whitespace-nowrap font-normal text-ink-soft">
                  {limitCount(limits)}
                </span>
                <Button
                  size="small"
                  aria-label={`Change the limits of ${title}`}
                  onClick={() => onChange(key)}
                >
                  Change
                </Button>
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {PLAIN_LIMITS.map((limit) => (
          <LimitRow
            key={limit.field}
            {...limit}
            levels={levels}
            chosenKey={chosenKey}
            counting={countingLevels(limit, levels)}
          />
        ))}
        {LIST_LIMITS.map((limit) => (
          <LimitRow
            key={limit.field}
            {...limit}
            levels={levels}
            chosenKey={chosenKey}
            counting={levels.map(({ key }) => key)}
          />
        ))}
      </tbody>
    </table>
  )
}

type LimitRowProps = {
  readonly field: LimitField
  readonly title: string
  readonly guards: string
  readonly kind?: PlainLimit['kind']
  readonly levels: readonly Level[]
  readonly chosenKey: string | null
  /** Whose value is the strictest for somebody. */
  readonly counting: readonly string[]
}

function LimitRow(props: LimitRowProps) {
  const { field, title, guards, kind, levels, chosenKey, counting } = props
  const quote = useEngine(({ account }) => account.quote) ?? ''
  return (
    <tr>
      <th scope="row" className={classNames(CELL, 'text-left font-normal')}>
        <span className="font-strong">{title}</span>
        <span className="block text-ink-soft">{guards}</span>
      </th>
      {levels.map((level) => {
        const text = limitText(level.limits, field)
        const isCounting = text !== '' && counting.includes(level.key)
        return (
          <td
            key={level.key}
            title={isCounting ? 'The strictest: this one counts' : undefined}
            className={classNames(
              CELL,
              level.key === chosenKey && 'bg-raised',
              isCounting ? 'font-strong' : 'text-ink-soft',
            )}
          >
            {text || '–'}
            {text && kind === 'money' && ` ${quote}`}
          </td>
        )
      })}
    </tr>
  )
}

/** For every bot the strictest of its own level and those above it; without bots, the strictest of those. */
function countingLevels(limit: PlainLimit, levels: readonly Level[]): readonly string[] {
  const shared = levels.filter(({ of }) => of.level !== 'bot')
  const bots = levels.filter(({ of }) => of.level === 'bot')
  const chains = bots.length === 0 ? [shared] : bots.map((bot) => [...shared, bot])
  return chains.flatMap((chain) => {
    const [strictest] = chain.toSorted((one, other) => compare(limit, one, other))
    return strictest ? [strictest.key] : []
  })
}

function compare(limit: PlainLimit, one: Level, other: Level): number {
  const [left, right] = [one.limits[limit.field], other.limits[limit.field]]
  if (isStricter(limit, left, right)) return -1
  return isStricter(limit, right, left) ? 1 : 0
}
