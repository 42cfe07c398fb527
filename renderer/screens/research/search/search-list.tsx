import type { SearchLine } from '../../../../app/contract/search-view.ts'
import { removeSearch } from '../../../actions/searches.ts'
import { Button } from '../../../components/button.tsx'
import { formatMinute } from '../../../format/time.ts'

type SearchListProps = {
  readonly lines: readonly SearchLine[]
  readonly shown: SearchLine
  /** Of a strategy, by its id. */
  readonly nameOf: (strategyId: string) => string
  readonly onChoose: (searchId: string) => void
  readonly onChanged: () => Promise<void>
}

/** Which of the searches is shown below. */
export function SearchList(props: SearchListProps) {
  const { lines, shown, nameOf, onChoose, onChanged } = props
  return (
    <header className="flex items-center justify-between gap-4 border-line border-b bg-panel px-4 py-2.5">
      <label className="flex min-w-0 items-center gap-2">
        <span className="text-ink-soft text-small">Search</span>
        <select
          aria-label="Shown search"
          className="h-7 min-w-0 rounded-small border border-line-strong bg-panel px-1.5 text-small"
          value={shown.searchId}
          onChange={(event) => onChoose(event.target.value)}
        >
          {lines.map((line) => (
            <option key={line.searchId} value={line.searchId}>
              {lineWords(line, nameOf(line.strategyId))}
            </option>
          ))}
        </select>
      </label>
      <Button
        size="small"
        variant="quiet"
        onClick={() => void removeSearch(shown.searchId).then(onChanged)}
      >
        Delete this search
      </Button>
    </header>
  )
}

function lineWords({ createdAt, state }: SearchLine, name: string): string {
  return `${name} · ${formatMinute(createdAt)} · ${state.kind}`
}
