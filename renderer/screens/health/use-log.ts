import { useCallback, useEffect, useRef, useState } from 'react'
import type { LogLine, LogPlace, LogWish } from '../../../app/contract/logs.ts'
import type { Problem } from '../../../app/contract/requests.ts'
import { request } from '../../api/request.ts'

const LOOK_AGAIN_MS = 1_000

export type LogFilter = Pick<LogWish, 'parts' | 'level' | 'words'>

type Shown = {
  /** Newest first. */
  readonly lines: readonly LogLine[]
  readonly older: LogPlace | null
  readonly newer: LogPlace | null
}

export type Log = Pick<Shown, 'lines'> & {
  /** True until the first lines are there. */
  readonly isLoading: boolean
  readonly problem: Problem | null
  /** Asks for what was written before, where there is anything. */
  readonly loadOlder: () => void
}

const NOTHING: Shown = { lines: [], older: null, newer: null }

/** Lines of the log as they are asked for, and what is written meanwhile. `filter` has to stay the same object. */
export function useLog(filter: LogFilter, isFollowing: boolean): Log {
  const [shown, setShown] = useState<Shown | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const latest = useRef<Shown>(NOTHING)
  const question = useRef(0)
  const isAsking = useRef(false)

  /** One question at a time; what was asked with another filter is dropped. */
  const ask = useCallback(
    async (direction: LogWish['direction']) => {
      if (isAsking.current && direction !== 'newest') return
      isAsking.current = true
      const asked = question.current
      const { older, newer } = latest.current
      const from = direction === 'older' ? older : direction === 'newer' ? newer : null
      const answer = await request('readLog', {
        ...filter,
        // Nothing was written yet: it begins with whatever comes first.
        direction: direction === 'newer' && from === null ? 'newest' : direction,
        from,
      })
      if (asked !== question.current) return
      isAsking.current = false
      if (!answer.ok) return setProblem(answer.error)
      const page = answer.value
      const { lines } = latest.current
      const added = page.lines.toReversed()
      latest.current =
        direction === 'older'
          ? { lines: [...lines, ...added], older: page.older, newer }
          : {
              lines: [...added, ...lines],
              older: direction === 'newer' ? older : page.older,
              newer: page.newer,
            }
      setProblem(null)
      setShown(latest.current)
      // Much was looked through, and nothing found yet.
      if (direction !== 'newer' && added.length === 0 && page.older !== null) await ask('older')
    },
    [filter],
  )

  useEffect(() => {
    question.current += 1
    latest.current = NOTHING
    void ask('newest')
  }, [ask])

  useEffect(() => {
    if (!isFollowing) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void ask('newer')
    }, LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [ask, isFollowing])

  const loadOlder = useCallback(() => {
    if (latest.current.older !== null) void ask('older')
  }, [ask])
  return { lines: shown?.lines ?? [], isLoading: shown === null, problem, loadOlder }
}
