import type { ExportFormat } from '../../../../app/contract/research.ts'
import { exportBacktest } from '../../../actions/research.ts'

const FORMATS: readonly { readonly format: ExportFormat; readonly words: string }[] = [
  { format: 'html', words: 'Page (HTML)' },
  { format: 'trades-csv', words: 'Trades (CSV)' },
  { format: 'equity-csv', words: 'Equity (CSV)' },
  { format: 'json', words: 'All of it (JSON)' },
]

type ExportMenuProps = { readonly kind: 'run' | 'saved'; readonly id: string }

/** Writes a result to a file; the system asks where. A select, since it is a menu that every system knows. */
export function ExportMenu({ kind, id }: ExportMenuProps) {
  const choose = (text: string) => {
    const chosen = FORMATS.find(({ format }) => format === text)
    if (chosen) void exportBacktest({ kind, id, format: chosen.format })
  }
  return (
    <select
      aria-label="Export"
      className="h-7 rounded-small border border-line-strong bg-panel px-1.5 text-small font-strong"
      value=""
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">Export…</option>
      {FORMATS.map(({ format, words }) => (
        <option key={format} value={format}>
          {words}
        </option>
      ))}
    </select>
  )
}
