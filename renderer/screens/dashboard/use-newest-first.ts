import { useMemo } from 'react'
import type { EngineSnapshot } from '../../../app/contract/engine-view.ts'
import { useEngine } from '../../stores/engine-store.ts'

/** Records arrive oldest first and are read newest first. */
export function useNewestFirst<Item>(
  select: (snapshot: EngineSnapshot) => readonly Item[],
): readonly Item[] {
  const rows = useEngine(select)
  return useMemo(() => (rows ? rows.toReversed() : []), [rows])
}
