import { useCallback, useEffect, useRef, useState } from 'react'
import { RECORDS_PAGE } from '../../../app/contract/records-limits.ts'
import type { Answer, Problem } from '../../../app/contract/requests.ts'

type Older<Row> = {
  readonly rows: readonly Row[]
  readonly problem: Problem | null
  /** The last row came into view. */
  readonly more: () => void
}

type OlderParts<Row> = {
  /** The oldest that the window is told of; null where that is all there is. */
  readonly anchor: Row | null
  readonly idOf: (row: Row) => string
  /** Has to stay the same function while the same is asked for. */
  readonly load: (before: Row) => Promise<Answer<readonly Row[]>>
}

type Pages<Row> = {
  readonly rows: readonly Row[]
  readonly isAll: boolean
  readonly problem: Problem | null
}

const NO_PAGES = { rows: [], isAll: false, problem: null }

/** What is older than the newest records, a page at a time as somebody scrolls there. */
export function useOlder<Row>({ anchor, idOf, load }: OlderParts<Row>): Older<Row> {
  const [pages, setPages] = useState<Pages<Row>>(NO_PAGES)
  const isLoading = useRef(false)
  const anchorId = anchor === null ? null : idOf(anchor)
  const question = useRef({ load, anchorId })
  useEffect(() => {
    question.current = { load, anchorId }
    isLoading.current = false
    setPages(NO_PAGES)
  }, [load, anchorId])
  const more = useCallback(() => {
    const before = pages.rows.at(-1) ?? anchor
    if (before === null || pages.isAll || isLoading.current) return
    isLoading.current = true
    const asked = question.current
    void load(before).then((answer) => {
      if (question.current !== asked) return
      isLoading.current = false
      setPages(({ rows }) =>
        answer.ok
          ? {
              rows: [...rows, ...answer.value],
              isAll: answer.value.length < RECORDS_PAGE,
              problem: null,
            }
          : { rows, isAll: true, problem: answer.error },
      )
    })
  }, [pages, anchor, load])
  return { rows: pages.rows, problem: pages.problem, more }
}
