import { useCallback, useMemo } from 'react'
import type { CandleFormat, StoredGap, StoredSeries } from '../../../app/contract/stored-data.ts'
import { exportCandles, refillGaps } from '../../actions/data.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { PlainTable } from '../../components/plain-table.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { useAnswer } from '../../components/use-answer.ts'
import { lengthText } from '../../format/length-text.ts'
import { formatMinute } from '../../format/time.ts'
import { StoredChart } from './stored-chart.tsx'

const GAPS_LISTED = 100

/** One series: how it looks, what is missing of it, and what can be done with it. */
export function SeriesDetail({ series }: { readonly series: StoredSeries }) {
  const { exchange, symbol, timeframeMs, baseMs } = series
  return (
    <div className="flex h-full min-h-[560px] flex-col">
      <header className="flex h-11 shrink-0 items-center gap-3 border-line border-b px-4">
        <h2 className="text-large font-strong">
          {symbol} <span className="text-base font-normal text-ink-soft">{exchange}</span>
        </h2>
        <span className="text-ink-soft">
          {lengthText(timeframeMs)}
          {baseMs !== timeframeMs && `, made of ${lengthText(baseMs)}`}
        </span>
        <span className="flex-1" />
        <ExportMenu series={series} />
      </header>
      <div className="min-h-0 flex-1">
        <StoredChart series={series} />
      </div>
      <div className="max-h-[45%] shrink-0 overflow-auto border-line border-t px-4 py-3">
        <Gaps series={series} />
      </div>
    </div>
  )
}

function ExportMenu({ series }: { readonly series: StoredSeries }) {
  const write = (format: CandleFormat) => void exportCandles(series, format)
  return (
    <>
      <Button size="small" onClick={() => write('csv')}>
        Export CSV…
      </Button>
      <Button size="small" onClick={() => write('freqtrade')}>
        Export JSON…
      </Button>
    </>
  )
}

function Gaps({ series }: { readonly series: StoredSeries }) {
  const { exchange, symbol, timeframeMs, baseMs, candles, missing } = series
  const isMade = baseMs !== timeframeMs
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever there are other candles.
  const ask = useCallback(
    () => request('loadGaps', { exchange, symbol, timeframeMs }),
    [exchange, symbol, timeframeMs, candles, missing],
  )
  const [gaps] = useAnswer(ask)
  const shown = useMemo(
    () => (gaps.kind === 'ready' ? gaps.value.slice(0, GAPS_LISTED) : []),
    [gaps],
  )
  if (gaps.kind === 'failed') return <ProblemBox problem={gaps.problem} />
  return (
    <>
      <div className="mb-2 flex items-center justify-between gap-3">
        <h3 className="font-strong">{gapWords(missing)}</h3>
        {missing > 0 && !isMade && (
          <Button size="small" onClick={() => void refillGaps({ exchange, symbol, timeframeMs })}>
            Ask {exchange} for them
          </Button>
        )}
      </div>
      {missing === 0 ? (
        <p className="text-small text-ink-soft">
          There is a candle for every {lengthText(timeframeMs)} between the first and the last.
        </p>
      ) : (
        <PlainTable
          label="Gaps"
          rows={shown}
          rowId={({ from }) => String(from)}
          columns={COLUMNS}
        />
      )}
      {gaps.kind === 'ready' && gaps.value.length > GAPS_LISTED && (
        <p className="mt-2 text-small text-ink-soft">
          These are the first {GAPS_LISTED}. `cryptobot data gaps` lists all.
        </p>
      )}
    </>
  )
}

const COLUMNS = [
  { header: 'From (UTC)', cell: ({ from }: StoredGap) => formatMinute(from).slice(0, 16) },
  { header: 'Until (UTC)', cell: ({ until }: StoredGap) => formatMinute(until).slice(0, 16) },
  {
    header: 'Candles',
    isNumber: true,
    cell: ({ candles }: StoredGap) => candles.toLocaleString('en-US'),
  },
  {
    header: 'Why',
    cell: ({ isEmpty }: StoredGap) => (isEmpty ? 'The exchange has none' : 'Not downloaded'),
  },
]

function gapWords(missing: number): string {
  if (missing === 0) return 'No candle is missing'
  return `${missing.toLocaleString('en-US')} ${missing === 1 ? 'candle is' : 'candles are'} missing`
}
