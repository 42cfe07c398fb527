import type { RunSpread } from '../../../../app/contract/optimisation-document.ts'
import type { SearchView } from '../../../../app/contract/search-view.ts'
import { PlainTable } from '../../../components/plain-table.tsx'
import { formatDecimal } from '../../../format/decimal.ts'
import { formatSignedShare } from '../../../format/share.ts'

type Percentiles = RunSpread['totalReturn']
type Row = {
  readonly term: string
  /** From the worst to the best. */
  readonly shares: readonly number[]
}

/** How it might have come as well, with other luck: what a plan has to be able to bear. */
export function LuckPanel({ view }: { readonly view: SearchView }) {
  const { shuffledTrades, blockBootstrap } = view
  const rows = [
    ...(blockBootstrap === null ? [] : historyRows(blockBootstrap)),
    ...(shuffledTrades === null ? [] : orderRows(shuffledTrades)),
  ]
  const runs = formatDecimal(String(blockBootstrap?.runs ?? shuffledTrades?.runs ?? 0), 0)
  return (
    <section aria-label="With other luck" className="bg-panel p-4 last:odd:col-span-2">
      <h3 className="font-strong">With other luck</h3>
      {rows.length === 0 ? (
        <p className="mt-1 text-ink-soft text-small">
          It traded too seldom to tell. Take more candles, or ranges in which it trades more often.
        </p>
      ) : (
        <>
          <p className="mt-1 mb-3 text-ink-soft text-small">
            {runs} histories that might have been, put together from blocks of the real one, and the
            same trades in {runs} other orders. Be able to bear the first column: it happens to one
            in twenty.
          </p>
          <PlainTable
            label="With other luck"
            columns={COLUMNS}
            rows={rows}
            rowId={({ term }) => term}
          />
        </>
      )}
    </section>
  )
}

const COLUMNS = [
  { header: '', cell: ({ term }: Row) => term },
  ...['Worst 5 %', 'Worst 25 %', 'Middle', 'Best 25 %', 'Best 5 %'].map((header, index) => ({
    header,
    isNumber: true,
    cell: ({ shares }: Row) => formatSignedShare(shares[index] ?? null),
  })),
]

function historyRows({ totalReturn, maxDrawdown }: RunSpread): readonly Row[] {
  return [
    { term: 'Return, other histories', shares: rising(totalReturn) },
    { term: 'Deepest fall, other histories', shares: fallsOf(maxDrawdown) },
  ]
}

/** The end stays the same, whatever the order. */
function orderRows({ maxDrawdown }: RunSpread): readonly Row[] {
  return [{ term: 'Deepest fall, other orders', shares: fallsOf(maxDrawdown) }]
}

function rising(percentiles: Percentiles): readonly number[] {
  return [percentiles[5], percentiles[25], percentiles[50], percentiles[75], percentiles[95]]
}

function fallsOf(percentiles: Percentiles): readonly number[] {
  return rising(percentiles)
    .toReversed()
    .map((share) => -share)
}
