import { useEffect, useState } from 'react'
import { guessSymbol } from '../../../app/contract/guess-symbol.ts'
import type { ImportedCandles, MarketSource } from '../../../app/contract/setup.ts'
import { request } from '../../api/request.ts'
import { ImportCandles } from '../../components/import-candles.tsx'
import { ImportReport } from './import-report.tsx'
import { SymbolField } from './symbol-field.tsx'

type ReplayMarketProps = {
  readonly source: MarketSource | null
  readonly onSource: (source: MarketSource) => void
}

/** Brings in a file of candles, or takes one that is already there, and names what it holds. */
export function ReplayMarket({ source, onSource }: ReplayMarketProps) {
  const [imports, setImports] = useState<readonly ImportedCandles[]>([])
  useEffect(() => {
    void request('listImports', null).then((answer) => answer.ok && setImports(answer.value))
  }, [])

  const choose = (chosen: ImportedCandles) =>
    onSource({
      kind: 'replay',
      importId: chosen.importId,
      symbol: guessSymbol(chosen.fileName),
      timeframe: chosen.timeframe,
    })

  const add = (added: ImportedCandles) => {
    setImports((before) => [added, ...before.filter((one) => one.importId !== added.importId)])
    choose(added)
  }

  const replay = source?.kind === 'replay' ? source : null
  return (
    <div className="flex flex-col gap-4">
      <p className="text-small text-ink-soft">Columns: timestamp, open, high, low, close, volume</p>
      <ImportCandles words="Choose a CSV file…" onImported={add} />
      {imports.length > 0 && (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-small font-strong">Files in Cryptobot</legend>
          {imports.map((one) => (
            <ImportReport
              key={one.importId}
              imported={one}
              isChosen={one.importId === replay?.importId}
              onChoose={() => choose(one)}
            />
          ))}
        </fieldset>
      )}
      {replay && (
        <SymbolField
          key={replay.importId}
          symbol={replay.symbol}
          onSymbol={(symbol) => onSource({ ...replay, symbol })}
        />
      )}
    </div>
  )
}
