import { useCallback } from 'react'
import type { ExchangeView, MarketView } from '../../../app/contract/setup.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { SearchList } from '../../components/search-list.tsx'
import { Segments } from '../../components/segments.tsx'
import { useAnswer } from '../../components/use-answer.ts'

/** A market of the exchange, and how long its candles last. */
export type ChosenMarket = {
  readonly symbol: string
  readonly timeframe: MarketView['timeframes'][number]
}

const FAVOURITE_TIMEFRAME = '1h'

type ExchangeMarketsProps = {
  readonly exchange: ExchangeView
  readonly value: ChosenMarket | null
  readonly onChange: (value: ChosenMarket) => void
}

/** Symbol and timeframe of an exchange that was chosen. */
export function ExchangeMarkets({ exchange, value, onChange }: ExchangeMarketsProps) {
  const exchangeId = exchange.id
  const [markets, askAgain] = useAnswer(
    useCallback(() => request('listMarkets', { exchangeId }), [exchangeId]),
  )
  if (markets.kind === 'loading') {
    return <p className="text-ink-soft">Asking {exchange.name} for its markets…</p>
  }
  if (markets.kind === 'failed') {
    return (
      <ProblemBox problem={markets.problem}>
        <Button size="small" onClick={askAgain}>
          Ask {exchange.name} again
        </Button>
      </ProblemBox>
    )
  }
  const choose = (symbol: string) => {
    const market = markets.value.find((one) => one.symbol === symbol)
    const timeframe = market && firstTimeframe(market, value?.timeframe)
    if (timeframe) onChange({ symbol, timeframe })
  }
  const chosen = markets.value.find((market) => market.symbol === value?.symbol)
  return (
    <>
      <SearchList
        label="Symbol"
        placeholder="Search symbols, like BTC/USDT"
        options={markets.value.map(({ symbol }) => ({ id: symbol, label: symbol }))}
        chosenId={value?.symbol ?? null}
        onChoose={choose}
      />
      {value && chosen && (
        <div className="flex items-center gap-3">
          <span aria-hidden="true" className="text-small font-strong">
            Timeframe
          </span>
          <Segments
            label="Timeframe"
            options={chosen.timeframes.map((one) => ({ value: one, label: one }))}
            value={value.timeframe}
            onChange={(timeframe) => onChange({ ...value, timeframe })}
          />
        </div>
      )}
    </>
  )
}

/** The one chosen before where this market has it, else a usual one. */
function firstTimeframe({ timeframes }: MarketView, wanted = FAVOURITE_TIMEFRAME) {
  return (
    timeframes.find((timeframe) => timeframe === wanted) ??
    timeframes.find((timeframe) => timeframe === FAVOURITE_TIMEFRAME) ??
    timeframes[0]
  )
}
