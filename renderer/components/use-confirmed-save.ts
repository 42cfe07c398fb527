import { useState } from 'react'
import type { Answer, Problem } from '../../app/contract/requests.ts'
import type { LimitsAnswer } from '../../app/contract/risk-view.ts'

export type ConfirmedSave = {
  readonly isBusy: boolean
  /** Why it was refused. */
  readonly problem: Problem | null
  /** What would be loosened while real money is at risk; null while nothing is asked. */
  readonly asked: readonly string[] | null
  readonly save: (isConfirmed: boolean) => Promise<void>
  readonly dismiss: () => void
}

/** Saves what is refused, asked about once more, or done. */
export function useConfirmedSave(
  send: (isConfirmed: boolean) => Promise<Answer<LimitsAnswer>>,
  onSaved: () => void,
): ConfirmedSave {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [asked, setAsked] = useState<readonly string[] | null>(null)
  const save = async (isConfirmed: boolean) => {
    setBusy(true)
    const answer = await send(isConfirmed)
    setBusy(false)
    setProblem(answer.ok ? null : answer.error)
    setAsked(answer.ok && answer.value.kind === 'unconfirmed' ? answer.value.loosened : null)
    if (answer.ok && answer.value.kind === 'saved') onSaved()
  }
  return { isBusy, problem, asked, save, dismiss: () => setAsked(null) }
}
