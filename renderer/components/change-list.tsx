import { TriangleAlert } from 'lucide-react'
import type { Change } from '../forms/change.ts'

/** What saving would change. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  if (changes.length === 0) {
    return <p className="text-small text-ink-soft">Nothing is changed yet.</p>
  }
  return (
    <ul aria-label="What saving changes" className="flex flex-col gap-1 text-small">
      {changes.map(({ words, isLooser }) => (
        <li key={words} className="flex items-start gap-2">
          <span className="min-w-0 flex-1 break-words first-letter:uppercase">{words}</span>
          {isLooser && (
            <span className="flex shrink-0 items-center gap-1 text-attention">
              <TriangleAlert aria-hidden="true" size={12} />
              looser
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
