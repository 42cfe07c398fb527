import { ScreenTabs } from '../../components/screen-tabs.tsx'
import { BacktestPage } from './backtest/backtest-page.tsx'
import { SavedPage } from './saved/saved-page.tsx'
import { SearchPage } from './search/search-page.tsx'

/** Where strategies are tried on the past before they may trade. */
export function Research() {
  return (
    <ScreenTabs
      title="Research"
      aside={
        <p className="text-small text-ink-soft">
          The past, at your costs. Nothing here sends an order.
        </p>
      }
      pages={[
        { id: 'backtest', word: 'Backtest', content: <BacktestPage /> },
        { id: 'search', word: 'Optimise', content: <SearchPage /> },
        { id: 'saved', word: 'Saved results', content: <SavedPage /> },
      ]}
    />
  )
}
