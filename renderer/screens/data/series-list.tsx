import { FileUp } from 'lucide-react'
import { useMemo } from 'react'
import type { StoredSeries } from '../../../app/contract/stored-data.ts'
import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import type { DataColumn } from '../../components/data-column.ts'
import { DataTable } from '../../components/data-table.tsx'
import { formatBytes } from '../../format/bytes.ts'
import { lengthText } from '../../format/length-text.ts'
import { formatDate, formatMinute } from '../../format/time.ts'
import { seriesId } from './series-id.ts'

type SeriesListProps = {
  readonly series: readonly StoredSeries[]
  readonly chosen: string | null
  readonly onChoose: (series: StoredSeries) => void
  readonly onBringIn: () => void
}

const EMPTY = {
  title: 'No candles are stored yet.',
  hint: 'Download some from an exchange on the next page, or bring in a file. Charts and backtests read them from here.',
}

/** Every stored series with what there is of it. */
export function SeriesList({ series, chosen, onChoose, onBringIn }: SeriesListProps) {
  const columns = useMemo(() => columnsFor(chosen, onChoose), [chosen, onChoose])
  return (
    <section aria-label="Stored candles" className="flex h-full min-h-0 flex-col bg-panel">
      <header className="flex h-11 shrink-0 items-center justify-between border-line border-b px-4">
        <h2 className="font-strong">Stored candles</h2>
        <Button size="small" onClick={onBringIn}>
          <FileUp aria-hidden="true" size={14} />
          Bring in a file…
        </Button>
      </header>
      <div className="min-h-0 flex-1">
        <DataTable
          label="Stored candles"
          columns={columns}
          rows={series}
          rowId={seriesId}
          empty={EMPTY}
        />
      </div>
    </section>
  )
}

function columnsFor(
  chosen: string | null,
  onChoose: (series: StoredSeries) => void,
): DataColumn<StoredSeries>[] {
  return [
    {
      ...{ id: 'market', header: 'Market', meta: { width: 'minmax(136px, 1fr)' } },
      cell: ({ row: { original } }) => (
        <MarketButton
          series={original}
          isChosen={seriesId(original) === chosen}
          onChoose={() => onChoose(original)}
        />
      ),
    },
    {
      ...{ id: 'length', header: 'Length', meta: { width: '86px' } },
      cell: ({ row: { original } }) => <Length series={original} />,
    },
    {
      ...{ id: 'from', header: 'From', meta: { width: '96px' } },
      cell: ({ row: { original } }) => <Day time={original.from} />,
    },
    {
      ...{ id: 'to', header: 'To', meta: { width: '96px' } },
      cell: ({ row: { original } }) => <Day time={original.to} />,
    },
    {
      ...{ id: 'candles', header: 'Candles', meta: { width: '76px', align: 'right' } },
      cell: ({ row: { original } }) => original.candles.toLocaleString('en-US'),
    },
    {
      ...{ id: 'missing', header: 'Missing', meta: { width: '66px', align: 'right' } },
      cell: ({ row: { original } }) => <Missing count={original.missing} />,
    },
    {
      ...{ id: 'bytes', header: 'Size', meta: { width: '80px', align: 'right' } },
      cell: ({ row: { original } }) => formatBytes(original.bytes),
    },
  ]
}

type MarketButtonProps = {
  readonly series: StoredSeries
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function MarketButton({ series, isChosen, onChoose }: MarketButtonProps) {
  const { exchange, symbol, timeframeMs } = series
  return (
    <button
      type="button"
      aria-label={`${symbol} ${exchange}, ${lengthText(timeframeMs)}`}
      aria-pressed={isChosen}
      className={classNames(
        '-mx-2 h-7 w-[calc(100%+16px)] truncate border-l-2 px-2 text-left hover:underline',
        isChosen ? 'border-accent bg-raised font-strong' : 'border-transparent',
      )}
      onClick={onChoose}
    >
      {symbol} <span className="font-normal text-ink-soft">{exchange}</span>
    </button>
  )
}

function Length({ series: { timeframeMs, baseMs } }: { readonly series: StoredSeries }) {
  return (
    <>
      {lengthText(timeframeMs)}
      {baseMs !== timeframeMs && <span className="text-ink-soft"> of {lengthText(baseMs)}</span>}
    </>
  )
}

function Day({ time }: { readonly time: number | null }) {
  if (time === null) return <span className="text-ink-soft">none</span>
  return <span title={formatMinute(time)}>{formatDate(time)}</span>
}

function Missing({ count }: { readonly count: number }) {
  if (count === 0) return <span className="text-ink-soft">0</span>
  return <span className="text-attention">{count.toLocaleString('en-US')}</span>
}
