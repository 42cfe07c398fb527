import { TriangleAlert } from 'lucide-react'
import { keyFaults } from '../../../app/contract/key-faults.ts'
import type { KeyView } from '../../../app/contract/keys.ts'
import { openRotation } from '../../actions/keys.ts'
import { Button } from '../../components/button.tsx'
import { useWallClock } from '../../components/use-wall-clock.ts'
import { KEY_FAULT_WORDS, keyReportWords } from '../../format/key-words.ts'
import { formatDate } from '../../format/time.ts'
import { MODE_WORDS } from '../../format/words.ts'

const MINUTE_MS = 60_000

type KeyRowProps = { readonly view: KeyView; readonly onRemove: () => void }

export function KeyRow({ view, onRemove }: KeyRowProps) {
  const now = useWallClock(MINUTE_MS)
  const { mode, exchangeId, ending, report, addedAt, usedAt } = view
  return (
    <li className="flex items-start gap-4 border-line border-b py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p>
          <span className="font-strong">{exchangeId}</span>{' '}
          <span className="text-small text-ink-soft">{MODE_WORDS[mode].word}</span>{' '}
          <span className="font-mono text-small">…{ending}</span>
        </p>
        <p className="text-small text-ink-soft">
          <span className="inline-block first-letter:uppercase">{keyReportWords(report)}</span>
          {` · added ${formatDate(addedAt)}`}
          {usedAt !== null && ` · last used ${formatDate(usedAt)}`}
        </p>
        <ul>
          {keyFaults(view, now).map((fault) => (
            <li key={fault} className="mt-1 flex items-center gap-1.5 text-small">
              {KEY_FAULT_WORDS[fault].isSerious && (
                <TriangleAlert aria-label="Attention" size={13} className="text-attention" />
              )}
              {KEY_FAULT_WORDS[fault].text}
            </li>
          ))}
        </ul>
      </div>
      <Button size="small" onClick={() => void openRotation(view)}>
        Rotate…
      </Button>
      <Button size="small" variant="quiet" onClick={onRemove}>
        Remove…
      </Button>
    </li>
  )
}
