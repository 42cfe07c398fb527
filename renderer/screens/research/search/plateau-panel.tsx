import type { SearchSet, SearchView } from '../../../../app/contract/search-view.ts'
import { PlainTable } from '../../../components/plain-table.tsx'
import { setWords } from '../../../format/search-words.ts'
import { formatRatio, formatSignedShare } from '../../../format/share.ts'

type Row = { readonly kind: string; readonly set: SearchSet }

/** Why this set and not the highest one: what its neighbours are worth as well. */
export function PlateauPanel({ view: { choice, heatMaps } }: { readonly view: SearchView }) {
  return (
    <section aria-label="Plateau and peak" className="bg-panel p-4">
      <h3 className="font-strong">A plateau rather than a peak</h3>
      <p className="mt-1 text-ink-soft text-small">
        The set that is taken is good among its neighbours, one step away on each side. A peak that
        stands alone was likely luck: prices only have to be a little different, and it is gone.
        {heatMaps.length > 0 &&
          ' In the map, a stronger field is better, and the frame is what is taken.'}
      </p>
      {choice && (
        <div className="mt-3">
          <PlainTable
            label="Plateau and peak"
            columns={COLUMNS}
            rows={[
              { kind: 'Taken', set: choice.chosen },
              { kind: 'Highest', set: choice.peak },
            ]}
            rowId={({ kind }) => kind}
          />
        </div>
      )}
    </section>
  )
}

const COLUMNS = [
  { header: '', cell: ({ kind }: Row) => kind },
  { header: 'Parameters', cell: ({ set }: Row) => setWords(set.parameters) },
  { header: 'Plateau', isNumber: true, cell: ({ set }: Row) => formatRatio(set.plateau) },
  { header: 'Itself', isNumber: true, cell: ({ set }: Row) => formatRatio(set.value) },
  { header: 'Return', isNumber: true, cell: ({ set }: Row) => formatSignedShare(set.totalReturn) },
]
