import type { SearchView } from '../../../../app/contract/search-view.ts'
import { openWizardWith } from '../../../actions/setup.ts'
import { Button } from '../../../components/button.tsx'
import { formatDecimal } from '../../../format/decimal.ts'
import { OBJECTIVE_WORDS, setWords } from '../../../format/search-words.ts'
import { HeatMap } from './heat-map.tsx'
import { LuckPanel } from './luck-panel.tsx'
import { PlateauPanel } from './plateau-panel.tsx'
import { SearchVerdict } from './search-verdict.tsx'
import { SetsTable } from './sets-table.tsx'
import { WalkForwardPanel } from './walk-forward-panel.tsx'

type SearchResultProps = { readonly view: SearchView; readonly name: string }

/** What a search found: what to take, how far to believe it, and all that it tried. */
export function SearchResult({ view, name }: SearchResultProps) {
  const { wish, title, choice, walkForward, heatMaps } = view
  const { bot } = wish.backtest
  const onPaper = (parameters: Record<string, number>) =>
    void openWizardWith({ ...wish.backtest, bot: { ...bot, parameters } }, view.timeframe)
  return (
    <article aria-label="Search result" className="flex flex-col">
      <header className="flex items-start justify-between gap-6 bg-panel px-4 py-3">
        <div className="min-w-0">
          <h2 className="truncate text-large font-strong">
            {choice ? setWords(choice.chosen.parameters) : 'No set was good enough'}
          </h2>
          <p className="truncate text-ink-soft text-small">
            {name} · {formatDecimal(String(view.tried), 0)} sets tried on {title} · by{' '}
            {OBJECTIVE_WORDS[wish.objective]}
          </p>
        </div>
        {choice && (
          <Button variant="primary" size="small" onClick={() => onPaper(choice.chosen.parameters)}>
            Run this on paper…
          </Button>
        )}
      </header>
      <SearchVerdict view={view} />
      {walkForward && <WalkForwardPanel walkForward={walkForward} />}
      <div className="grid grid-cols-2 gap-px border-line border-y bg-line">
        {heatMaps.map((map) => (
          <HeatMap
            key={`${map.x} ${map.y}`}
            map={map}
            chosen={choice?.chosen.parameters ?? null}
            objective={OBJECTIVE_WORDS[wish.objective]}
          />
        ))}
        <PlateauPanel view={view} />
        <LuckPanel view={view} />
      </div>
      <SetsTable sets={view.sets} objective={OBJECTIVE_WORDS[wish.objective]} />
    </article>
  )
}
