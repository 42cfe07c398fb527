import { useCallback, useState } from 'react'
import type { MarketSource } from '../../../app/contract/setup.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { ExchangeAddress } from '../../components/exchange-address.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { SearchList } from '../../components/search-list.tsx'
import { useAnswer } from '../../components/use-answer.ts'
import { ExchangeMarkets } from './exchange-markets.tsx'

type LiveMarketProps = {
  readonly source: MarketSource | null
  readonly onSource: (source: MarketSource) => void
}

/** An exchange, then one of its markets. Only public data is read: no key is needed. */
export function LiveMarket({ source, onSource }: LiveMarketProps) {
  const live = source?.kind === 'live-data' ? source : null
  const [exchangeId, setExchangeId] = useState(live?.exchangeId ?? null)
  const [addressVersion, setAddressVersion] = useState(0)
  const [exchanges, askAgain] = useAnswer(useCallback(() => request('listExchanges', null), []))
  if (exchanges.kind === 'loading') return <p className="text-ink-soft">Listing exchanges…</p>
  if (exchanges.kind === 'failed') {
    return (
      <ProblemBox problem={exchanges.problem}>
        <Button size="small" onClick={askAgain}>
          Try again
        </Button>
      </ProblemBox>
    )
  }
  const chosen = exchanges.value.find((exchange) => exchange.id === exchangeId)
  return (
    <div className="flex flex-col gap-5">
      <SearchList
        label="Exchange"
        placeholder="Search exchanges"
        options={exchanges.value.map(({ id, name }) => ({ id, label: name }))}
        chosenId={exchangeId}
        onChoose={setExchangeId}
      />
      {chosen && (
        <>
          <ExchangeMarkets
            key={`${chosen.id}-${addressVersion}`}
            exchange={chosen}
            value={live?.exchangeId === chosen.id ? live : null}
            onChange={(market) => onSource({ kind: 'live-data', exchangeId: chosen.id, ...market })}
          />
          <details className="rounded-large border border-line bg-panel px-4 py-3">
            <summary className="font-strong">Advanced</summary>
            <div className="mt-4">
              <ExchangeAddress
                key={chosen.id}
                exchange={chosen}
                onSaved={() => setAddressVersion((version) => version + 1)}
              />
            </div>
          </details>
        </>
      )}
    </div>
  )
}
