import type { BreakerView } from '../../../app/contract/risk-view.ts'
import { classNames } from '../../components/class-names.ts'
import { readingWords } from '../../format/breaker-words.ts'
import { sentence } from '../../format/words.ts'

/** From this part of the threshold on it is worth a look. */
const CLOSE = 0.75

/** What a breaker reads, and how far that is from its threshold. */
export function ReadingBar({ breaker }: { readonly breaker: BreakerView }) {
  const { value, unit, setting, reading, state } = breaker
  const share = state === 'tripped' ? 1 : shareOf(value, setting.threshold)
  return (
    <>
      <span title={sentence(reading)}>
        {value === null ? sentence(reading) || '–' : readingWords(value, unit)}
      </span>
      <span
        aria-hidden="true"
        className="mt-1.5 block h-1 w-full overflow-hidden rounded-[2px] bg-line"
      >
        <span
          className={classNames('block h-full', colourOf(share, state))}
          style={{ width: `${share * 100}%` }}
        />
      </span>
    </>
  )
}

function shareOf(value: number | null, threshold: number): number {
  if (value === null || threshold === 0) return 0
  return Math.min(Math.max(value / threshold, 0), 1)
}

function colourOf(share: number, state: BreakerView['state']): string {
  if (state === 'tripped') return 'bg-danger'
  return share >= CLOSE ? 'bg-attention' : 'bg-ink-soft'
}
