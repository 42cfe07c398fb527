import { useCallback, useEffect, useState } from 'react'
import type { Answer, Problem } from '../../app/contract/requests.ts'

export type Loaded<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: Value }
  | { readonly kind: 'failed'; readonly problem: Problem }

/** Asks when it is first drawn, whenever `ask` changes, and again on demand. An answer that comes too late is dropped. */
export function useAnswer<Value>(
  ask: () => Promise<Answer<Value>>,
): readonly [Loaded<Value>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ kind: 'loading' })
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks the same question again.
  useEffect(() => {
    let isWanted = true
    setLoaded({ kind: 'loading' })
    void ask().then((answer) => {
      if (!isWanted) return
      setLoaded(
        answer.ok
          ? { kind: 'ready', value: answer.value }
          : { kind: 'failed', problem: answer.error },
      )
    })
    return () => {
      isWanted = false
    }
  }, [ask, attempt])
  const again = useCallback(() => setAttempt((count) => count + 1), [])
  return [loaded, again]
}
