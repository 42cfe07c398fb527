import { useCallback, useEffect, useState } from 'react'
import type { Answer, Problem } from '../../app/contract/requests.ts'
import { keepEqual } from '../stores/keep-equal.ts'

export type Polled<Value> = {
  /** Null until the first answer. */
  readonly value: Value | null
  /** Why the last question was not answered; what was there before stays. */
  readonly problem: Problem | null
  readonly reload: () => Promise<void>
}

/** Asks at once, and again and again for as long as somebody can see it. `ask` has to stay the same function. */
export function usePolled<Value>(
  ask: () => Promise<Answer<Value>>,
  everyMs: number,
): Polled<Value> {
  const [value, setValue] = useState<Value | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const reload = useCallback(async () => {
    const answer = await ask()
    if (answer.ok) setValue((before) => keepEqual<Value | null>(before, answer.value))
    setProblem(answer.ok ? null : answer.error)
  }, [ask])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const look = async () => {
      if (document.visibilityState === 'visible') await reload()
      if (!isOver) timer = setTimeout(() => void look(), everyMs)
    }
    void look()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [reload, everyMs])
  return { value, problem, reload }
}
