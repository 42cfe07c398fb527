import { Tabs } from 'radix-ui'
import { type ReactNode, useRef, useState } from 'react'
import type { BacktestFigures, BacktestView } from '../../../../app/contract/research.ts'
import type { StrategyView } from '../../../../app/contract/setup.ts'
import { Button } from '../../../components/button.tsx'
import { Tab, TabBody } from '../../../components/tabs.tsx'
import { formatDecimal } from '../../../format/decimal.ts'
import { formatDate } from '../../../format/time.ts'
import { KeyFigures } from './key-figures.tsx'
import { MonthsTable } from './months-table.tsx'
import { ResultChart } from './result-chart.tsx'
import { SetupPanel } from './setup-panel.tsx'
import { TradesTable } from './trades-table.tsx'
import { TrustMark } from './trust-mark.tsx'
import { TrustPanel } from './trust-panel.tsx'

type BacktestResultProps = {
  readonly runId: string
  readonly view: BacktestView
  readonly strategy: StrategyView | undefined
  /** What can be done with it. */
  readonly actions: ReactNode
}

/** One finished backtest, from the figures to the last trade. */
export function BacktestResult({ runId, view, strategy, actions }: BacktestResultProps) {
  const { document } = view
  const [tab, setTab] = useState('trades')
  const details = useRef<HTMLDivElement>(null)
  const showChecks = () => {
    setTab('trust')
    details.current?.scrollIntoView({ block: 'end' })
  }
  const quote = document.setup.symbol.split('/')[1] ?? ''
  const symbols = [document.setup.symbol, ...document.setup.otherSymbols]
  return (
    <article aria-label="Result" className="flex flex-col">
      <header className="flex items-start justify-between gap-6 bg-panel px-4 py-3">
        <div className="min-w-0">
          <h2 className="truncate text-large font-strong">
            {strategy?.name ?? view.wish.bot.strategyId} on {symbols.join(', ')}
          </h2>
          <p className="truncate text-small text-ink-soft">{rangeWords(view)}</p>
        </div>
        <div className="flex shrink-0 items-center gap-2">{actions}</div>
      </header>
      <TrustBanner document={document} onShow={showChecks} />
      <KeyFigures document={document} quote={quote} />
      <ResultChart view={view} strategy={strategy} />
      <Tabs.Root ref={details} value={tab} onValueChange={setTab} className="bg-panel">
        <Tabs.List aria-label="Details" className="flex h-9 gap-1 border-line border-b px-2">
          <Tab
            value="trades"
            word="Trades"
            count={formatDecimal(String(document.metrics.trades), 0)}
            onPress={setTab}
          />
          <Tab value="months" word="Months" onPress={setTab} />
          <Tab value="trust" word="Trust" onPress={setTab} />
          <Tab value="setup" word="What was tested" onPress={setTab} />
        </Tabs.List>
        <div className="h-[360px]">
          <TabBody value="trades">
            <div className="h-[360px]">
              <TradesTable
                key={runId}
                runId={runId}
                count={document.metrics.trades}
                symbols={symbols}
                quote={quote}
                priceDecimals={view.chart.priceDecimals}
              />
            </div>
          </TabBody>
          <TabBody value="months">
            <MonthsTable months={document.months} />
          </TabBody>
          <TabBody value="trust">
            <TrustPanel trust={document.trust} />
          </TabBody>
          <TabBody value="setup">
            <SetupPanel document={document} />
          </TabBody>
        </div>
      </Tabs.Root>
    </article>
  )
}

function rangeWords({ document, title, timeframe }: BacktestView): string {
  const { range, candles } = document
  const count = formatDecimal(String(candles), 0)
  return `${formatDate(range.from)} to ${formatDate(range.to)} (UTC) · ${count} candles of ${timeframe} · ${title}`
}

type TrustBannerProps = { readonly document: BacktestFigures; readonly onShow: () => void }

function TrustBanner({ document: { trust }, onShow }: TrustBannerProps) {
  return (
    <section
      aria-label="How far it can be trusted"
      className="flex items-center gap-2.5 border-line border-y bg-raised px-4 py-2"
    >
      <TrustMark verdict={trust.verdict} />
      <p className="min-w-0 flex-1 text-small">{trust.summary}</p>
      <Button variant="quiet" size="small" onClick={onShow}>
        Show the checks
      </Button>
    </section>
  )
}
