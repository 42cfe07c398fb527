import { useCallback } from 'react'
import type { SearchView, SearchWindow } from '../../../../app/contract/search-view.ts'
import type { ChartColours } from '../../../components/chart/chart-colours.ts'
import { ComparisonPainter } from '../../../components/chart/comparison-painter.ts'
import { useChart } from '../../../components/chart/use-chart.ts'
import { PlainTable } from '../../../components/plain-table.tsx'
import { setWords } from '../../../format/search-words.ts'
import { formatSignedShare } from '../../../format/share.ts'
import { formatDate } from '../../../format/time.ts'

type WalkForward = NonNullable<SearchView['walkForward']>

/** Window by window: what was chosen, what it made where it was chosen, and what it made on the next stretch. */
export function WalkForwardPanel({ walkForward }: { readonly walkForward: WalkForward }) {
  const { equity, windows } = walkForward
  const make = useCallback(
    (element: HTMLElement, colours: ChartColours) =>
      new ComparisonPainter(element, colours, [{ title: '', points: equity }]),
    [equity],
  )
  const { container } = useChart(make)
  return (
    <section aria-label="Walk forward" className="bg-panel">
      <h3 className="px-4 pt-3 font-strong">Walk forward</h3>
      <p className="px-4 text-ink-soft text-small">
        The line is what one account made on all the stretches that were not seen, one after the
        other.
      </p>
      <div className="relative mt-2 h-[180px]">
        <div
          ref={container}
          role="img"
          aria-label="Gain out of sample over time, times in UTC"
          className="contain-strict absolute inset-0"
        />
      </div>
      <div className="border-line border-t px-4 py-2">
        <PlainTable
          label="Windows"
          columns={COLUMNS}
          rows={windows}
          rowId={({ tested }) => String(tested.from)}
        />
      </div>
    </section>
  )
}

const COLUMNS = [
  { header: 'Chosen on', cell: ({ learnt }: SearchWindow) => range(learnt) },
  { header: 'Tested on', cell: ({ tested }: SearchWindow) => range(tested) },
  {
    header: 'Parameters',
    cell: ({ parameters }: SearchWindow) =>
      parameters ? setWords(parameters) : 'none was good enough: it waited',
  },
  {
    header: 'In sample',
    isNumber: true,
    cell: ({ inSample }: SearchWindow) => formatSignedShare(inSample?.totalReturn ?? null),
  },
  {
    header: 'Out of sample',
    isNumber: true,
    cell: ({ outOfSample }: SearchWindow) => (
      <strong className="font-strong">{formatSignedShare(outOfSample?.totalReturn ?? null)}</strong>
    ),
  },
]

function range({ from, to }: SearchWindow['learnt']): string {
  return `${formatDate(from)} to ${formatDate(to)}`
}
