import { useCallback } from 'react'
import type { SavedFigures } from '../../../../app/contract/saved-backtest.ts'
import { request } from '../../../api/request.ts'
import type { ChartColours } from '../../../components/chart/chart-colours.ts'
import { ComparisonPainter } from '../../../components/chart/comparison-painter.ts'
import { useChart } from '../../../components/chart/use-chart.ts'
import { PlainTable } from '../../../components/plain-table.tsx'
import { ProblemBox } from '../../../components/problem-box.tsx'
import { useAnswer } from '../../../components/use-answer.ts'
import { comparisonFigures } from '../../../format/comparison-figures.ts'

/** The chosen results side by side: their equity in one chart, their figures in one table. */
export function Comparison({ ids }: { readonly ids: readonly string[] }) {
  const key = ids.join()
  const load = useCallback(() => request('loadBacktests', { ids: key.split(',') }), [key])
  const [loaded] = useAnswer(load)
  if (loaded.kind === 'loading') return null
  if (loaded.kind === 'failed') return <ProblemBox problem={loaded.problem} />
  return <SideBySide saved={loaded.value} />
}

function SideBySide({ saved }: { readonly saved: readonly SavedFigures[] }) {
  const make = useCallback(
    (element: HTMLElement, colours: ChartColours) =>
      new ComparisonPainter(
        element,
        colours,
        saved.map(({ id, document }) => ({ title: id, points: document.curve })),
      ),
    [saved],
  )
  const { container } = useChart(make)
  const titles = saved.map(({ id, name }) => `${id}: ${name}`)
  return (
    <section
      aria-label="Comparison"
      className="overflow-hidden rounded-large border border-line bg-panel"
    >
      <div className="relative h-[240px] border-line border-b">
        <div
          ref={container}
          role="img"
          aria-label={`Gain over time of ${titles.join(', ')}`}
          className="contain-strict absolute inset-0"
        />
      </div>
      <div className="px-4 py-2">
        <PlainTable
          label="Side by side"
          rows={comparisonFigures(saved.map(({ document }) => document))}
          rowId={({ term }) => term}
          columns={[
            { header: 'Figure', cell: ({ term }) => term },
            ...saved.map(({ id, name }, index) => ({
              header: `${id}: ${name}`,
              isNumber: true,
              cell: ({ values }: { readonly values: readonly string[] }) => values[index] ?? '',
            })),
          ]}
        />
      </div>
    </section>
  )
}
