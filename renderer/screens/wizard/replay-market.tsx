import { FileUp } from 'lucide-react'
import { useEffect, useState } from 'react'
import { guessSymbol } from '../../../app/contract/guess-symbol.ts'
import type { Problem } from '../../../app/contract/requests.ts'
import type { ImportedCandles, MarketSource } from '../../../app/contract/setup.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { ImportReport } from './import-report.tsx'
import { SymbolField } from './symbol-field.tsx'

type ReplayMarketProps = {
  readonly source: MarketSource | null
  readonly onSource: (source: MarketSource) => void
}

/** Brings in a file of candles, or takes one that is already there, and names what it holds. */
export function ReplayMarket({ source, onSource }: ReplayMarketProps) {
  const [imports, setImports] = useState<readonly ImportedCandles[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isReading, setReading] = useState(false)
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

  const bringIn = async () => {
    setReading(true)
    const answer = await request('importCandles', null)
    setReading(false)
    setProblem(answer.ok ? null : answer.error)
    if (!answer.ok || !answer.value) return
    const added = answer.value
    setImports((before) => [added, ...before.filter((one) => one.importId !== added.importId)])
    choose(added)
  }

  const replay = source?.kind === 'replay' ? source : null
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-4">
        <Button disabled={isReading} onClick={() => void bringIn()}>
          <FileUp aria-hidden="true" size={16} />
          {isReading ? 'Checking the file…' : 'Choose a CSV file…'}
        </Button>
        <p className="text-small text-ink-soft">
          Columns: timestamp, open, high, low, close, volume
        </p>
      </div>
      {problem && <ProblemBox problem={problem} />}
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
