import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { classNames } from './class-names.ts'
import { Field, INPUT_CLASSES } from './field.tsx'

/** Lists of thousands are searched, not scrolled: this many matches are drawn at most. */
const SHOWN_MAX = 60

export type SearchOption = { readonly id: string; readonly label: string }

type SearchListProps = {
  readonly label: string
  readonly placeholder: string
  readonly options: readonly SearchOption[]
  readonly chosenId: string | null
  readonly onChoose: (id: string) => void
}

/** A search field over a short list of matches: arrows move, Enter chooses. */
export function SearchList({ label, placeholder, options, chosenId, onChoose }: SearchListProps) {
  const listId = useId()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const matches = useMemo(() => matching(options, query), [options, query])
  const shown = matches.slice(0, SHOWN_MAX)

  const onKeyDown = (event: KeyboardEvent) => {
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (move !== 0) {
      event.preventDefault()
      setActive(Math.min(Math.max(active + move, 0), shown.length - 1))
    }
    const option = shown[active]
    if (event.key === 'Enter') {
      event.preventDefault()
      if (option) onChoose(option.id)
    }
  }

  return (
    <div>
      <Field label={label}>
        {(ids) => (
          <input
            {...ids}
            type="text"
            role="combobox"
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={shown[active] ? `${listId}-${active}` : undefined}
            aria-autocomplete="list"
            autoComplete="off"
            spellCheck={false}
            className={classNames(INPUT_CLASSES, 'rounded-b-none')}
            placeholder={placeholder}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value)
              setActive(0)
            }}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <div
        id={listId}
        role="listbox"
        aria-label={label}
        tabIndex={-1}
        className="max-h-40 overflow-y-auto rounded-b-small border border-line-strong border-t-0 bg-panel py-1"
      >
        {shown.map((option, index) => (
          <SearchRow
            key={option.id}
            rowId={`${listId}-${index}`}
            option={option}
            isActive={index === active}
            isChosen={option.id === chosenId}
            onChoose={onChoose}
          />
        ))}
        <MatchCount shown={shown.length} total={matches.length} />
      </div>
    </div>
  )
}

type SearchRowProps = {
  readonly rowId: string
  readonly option: SearchOption
  readonly isActive: boolean
  readonly isChosen: boolean
  readonly onChoose: (id: string) => void
}

function SearchRow({ rowId, option, isActive, isChosen, onChoose }: SearchRowProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  return (
    <div
      ref={row}
      id={rowId}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className={classNames(
        'flex h-7 cursor-pointer items-center justify-between px-3',
        isChosen ? 'bg-accent text-on-accent' : isActive ? 'bg-raised' : 'hover:bg-raised',
      )}
      onClick={() => onChoose(option.id)}
      onKeyDown={(event) => event.key === 'Enter' && onChoose(option.id)}
    >
      {option.label}
      {isChosen && <span aria-hidden="true">✓</span>}
    </div>
  )
}

function MatchCount({ shown, total }: { readonly shown: number; readonly total: number }) {
  if (total > 0 && total === shown) return null
  return (
    <p className="px-3 py-1 text-small text-ink-soft">
      {total === 0
        ? 'Nothing matches. Try fewer letters.'
        : `${total - shown} more: keep typing to narrow it down.`}
    </p>
  )
}

/** "btcusdt" finds BTC/USDT as well. */
function matching(options: readonly SearchOption[], query: string): readonly SearchOption[] {
  const wanted = searchable(query)
  return wanted === ''
    ? options
    : options.filter((option) => searchable(option.label).includes(wanted))
}

function searchable(text: string): string {
  return text.toLowerCase().replace(/[\s/]/g, '')
}
