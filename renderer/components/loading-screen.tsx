import type { Problem } from '../../app/contract/requests.ts'
import { ProblemBox } from './problem-box.tsx'

type LoadingScreenProps = { readonly title: string; readonly problem: Problem | null }

/** A screen whose contents are on their way, or why they are not. */
export function LoadingScreen({ title, problem }: LoadingScreenProps) {
  return (
    <div className="h-full overflow-y-auto px-6 py-4">
      <h1 className="text-title font-strong leading-8">{title}</h1>
      <div className="mt-4 max-w-[720px]">
        {problem === null ? (
          <p role="status" className="text-ink-soft">
            Asking the engine…
          </p>
        ) : (
          <ProblemBox problem={problem} />
        )}
      </div>
    </div>
  )
}
