import type { BacktestTrust, CostRun } from '../../../../app/contract/backtest-findings.ts'
import { PlainTable } from '../../../components/plain-table.tsx'
import { formatRatio, formatSignedShare } from '../../../format/share.ts'
import { TrustMark } from './trust-mark.tsx'

/** Every check of a result in plain words, and what higher costs would leave of it. */
export function TrustPanel({ trust }: { readonly trust: BacktestTrust }) {
  return (
    <div className="grid h-full grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-8 overflow-y-auto p-4">
      <ul aria-label="Checks" className="flex flex-col gap-3">
        {trust.findings.map(({ check, verdict, title, message }) => (
          <li key={check} className="flex gap-2.5">
            <TrustMark verdict={verdict} />
            <div>
              <p className="font-strong">{title}</p>
              <p className="text-small text-ink-soft">{message}</p>
            </div>
          </li>
        ))}
      </ul>
      {trust.costRuns.length > 0 && (
        <section>
          <h3 className="font-strong">With other costs</h3>
          <PlainTable
            label="Costs"
            columns={COST_COLUMNS}
            rows={trust.costRuns}
            rowId={({ factor }) => String(factor)}
          />
        </section>
      )}
    </div>
  )
}

const COST_COLUMNS = [
  {
    header: 'Costs',
    cell: ({ factor }: CostRun) =>
      factor === 0 ? 'none' : factor === 1 ? 'as tested' : `${factor} ×`,
  },
  {
    header: 'Return',
    isNumber: true,
    cell: ({ totalReturn }: CostRun) => formatSignedShare(totalReturn),
  },
  {
    header: 'Deepest fall',
    isNumber: true,
    cell: ({ maxDrawdown }: CostRun) => formatSignedShare(-maxDrawdown),
  },
  { header: 'Sharpe', isNumber: true, cell: ({ sharpe }: CostRun) => formatRatio(sharpe) },
]
