import type { SearchView } from '../../../../app/contract/search-view.ts'
import { formatRatio, formatShare, formatSignedShare } from '../../../format/share.ts'

type Figure = {
  readonly term: string
  readonly value: string
  readonly beside: string
  readonly meaning: string
}

/** How far what was found can be believed, in four numbers. */
export function SearchVerdict({ view }: { readonly view: SearchView }) {
  return (
    <dl
      aria-label="How far it can be believed"
      className="grid grid-cols-4 gap-px border-line border-y bg-line"
    >
      {figuresOf(view).map(({ term, value, beside, meaning }) => (
        <div key={term} title={meaning} className="bg-panel px-4 py-2.5">
          <dt className="text-ink-soft text-small">{term}</dt>
          <dd className="text-large font-strong">{value}</dd>
          <dd className="truncate text-ink-soft text-tiny">{beside}</dd>
        </div>
      ))}
    </dl>
  )
}

function figuresOf({ choice, walkForward, deflatedSharpe }: SearchView): readonly Figure[] {
  const chosen = choice?.chosen
  return [
    {
      term: 'Out of sample',
      value: formatSignedShare(walkForward?.outOfSample.totalReturn ?? null),
      beside: walkForward
        ? `deepest fall ${formatSignedShare(-walkForward.outOfSample.maxDrawdown)}`
        : 'it did not walk forward',
      meaning:
        'What it made on candles that it had not seen when it chose: the number that counts.',
    },
    {
      term: 'In sample, whole range',
      value: formatSignedShare(chosen?.totalReturn ?? null),
      beside: 'chosen with its future in view',
      meaning: 'What the chosen set made on the very candles on which it was chosen.',
    },
    {
      term: 'Kept out of sample',
      value: formatShare(walkForward?.efficiency ?? null),
      beside: 'walk-forward efficiency',
      meaning:
        'How much of the return in sample was left out of sample, on average. Below a half, be careful.',
    },
    {
      term: 'Not just luck',
      value: formatShare(deflatedSharpe),
      beside: `deflated Sharpe · plateau ${formatRatio(chosen?.plateau ?? null)}`,
      meaning:
        'How likely the Sharpe is real, given how many sets were tried (Bailey and López de Prado). Below 95 %, it may well be luck.',
    },
  ]
}
