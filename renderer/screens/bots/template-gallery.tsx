import type { StrategyView } from '../../../app/contract/setup.ts'
import { Button } from '../../components/button.tsx'

type TemplateGalleryProps = {
  readonly strategies: readonly StrategyView[]
  /** Of the market that the bot would trade. */
  readonly symbol: string
  readonly onChoose: (strategy: StrategyView) => void
}

/** Every strategy as a bot to begin with: what it does, and when that does well. */
export function TemplateGallery({ strategies, symbol, onChoose }: TemplateGalleryProps) {
  return (
    <section aria-label="Templates" className="mt-8">
      <h2 className="text-large font-strong">Templates</h2>
      <p className="mb-3 text-ink-soft text-small">
        A new bot trades {symbol}, the market of this account. All bots share its money and its
        limits.
      </p>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(280px,1fr))] gap-3">
        {strategies.map((strategy) => (
          <li
            key={strategy.id}
            className="flex flex-col gap-2 rounded-large border border-line bg-panel p-3"
          >
            <h3 className="font-strong">{strategy.name}</h3>
            <p className="flex-1 text-ink-soft text-small">{strategy.description}</p>
            <Button
              size="small"
              className="self-start"
              aria-label={`Set up ${strategy.name}`}
              onClick={() => onChoose(strategy)}
            >
              Set up…
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
