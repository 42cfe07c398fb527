import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Problem } from '../../app/contract/requests.ts'
import { openHelp } from '../actions/help.ts'

type ProblemBoxProps = {
  readonly problem: Problem
  /** Not while the window is locked, and not where keys are typed: those pages may ask for nothing. */
  readonly offersGuide?: boolean
  readonly children?: ReactNode
}

/** A problem that belongs to the question being answered, beside it. */
export function ProblemBox({ problem, offersGuide = true, children }: ProblemBoxProps) {
  return (
    <div role="alert" className="flex gap-3 rounded-large border border-line bg-danger-tint p-4">
      <TriangleAlert aria-hidden="true" size={16} className="mt-0.5 shrink-0 text-danger" />
      <div className="min-w-0">
        <p className="whitespace-pre-line break-words">{problem.message}</p>
        {problem.action && <p className="mt-1 text-small text-ink-soft">{problem.action}</p>}
        {offersGuide && (
          <button
            type="button"
            className="mt-1 text-accent text-small underline"
            onClick={() => void openHelp(problem.code)}
          >
            What the guide says
          </button>
        )}
        {children && <div className="mt-3">{children}</div>}
      </div>
    </div>
  )
}
