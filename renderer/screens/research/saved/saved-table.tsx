import type { SavedBacktestLine } from '../../../../app/contract/saved-backtest.ts'
import { Button } from '../../../components/button.tsx'
import { PlainTable } from '../../../components/plain-table.tsx'
import { formatRatio, formatSignedShare } from '../../../format/share.ts'
import { formatDate } from '../../../format/time.ts'
import { ExportMenu } from '../result/export-menu.tsx'
import { TrustMark } from '../result/trust-mark.tsx'

type SavedTableProps = {
  readonly lines: readonly SavedBacktestLine[]
  readonly chosen: readonly string[]
  readonly onToggle: (id: string) => void
  readonly onRemove: (id: string) => void
}

/** Saved results, the newest first. */
export function SavedTable({ lines, chosen, onToggle, onRemove }: SavedTableProps) {
  return (
    <section className="rounded-large border border-line bg-panel px-4 py-2">
      <PlainTable
        label="Saved results"
        rows={lines}
        rowId={({ id }) => id}
        columns={[
          {
            header: 'Compare',
            cell: ({ id, name }) => (
              <input
                type="checkbox"
                className="mt-1 size-4"
                aria-label={`Compare ${name}`}
                checked={chosen.includes(id)}
                onChange={() => onToggle(id)}
              />
            ),
          },
          { header: 'Name', cell: nameOf },
          {
            header: 'Range (UTC)',
            cell: ({ from, to }) => `${formatDate(from)} to ${formatDate(to)}`,
          },
          ...NUMBERS,
          {
            header: 'Actions',
            isNumber: true,
            cell: ({ id, name }) => (
              <span className="inline-flex gap-2">
                <ExportMenu kind="saved" id={id} />
                <Button size="small" aria-label={`Delete ${name}`} onClick={() => onRemove(id)}>
                  Delete
                </Button>
              </span>
            ),
          },
        ]}
      />
    </section>
  )
}

const NUMBERS = [
  {
    header: 'Return',
    isNumber: true,
    cell: ({ totalReturn }: SavedBacktestLine) => formatSignedShare(totalReturn),
  },
  {
    header: 'Buy and hold',
    isNumber: true,
    cell: ({ buyAndHoldReturn }: SavedBacktestLine) => formatSignedShare(buyAndHoldReturn),
  },
  {
    header: 'Deepest fall',
    isNumber: true,
    cell: ({ maxDrawdown }: SavedBacktestLine) => formatSignedShare(-maxDrawdown),
  },
  {
    header: 'Sharpe',
    isNumber: true,
    cell: ({ sharpe }: SavedBacktestLine) => formatRatio(sharpe),
  },
  {
    header: 'Trust',
    cell: ({ verdict }: SavedBacktestLine) => <TrustMark verdict={verdict} />,
  },
]

function nameOf({ name, timeframe }: SavedBacktestLine) {
  return (
    <span>
      {name} <span className="text-ink-soft">{timeframe}</span>
    </span>
  )
}
