import type { CandleArrays } from '../../domain/candle-arrays.ts'
import { within } from './candle-columns.ts'
import type { CandleLibrary } from './candle-library.ts'
import type { SeriesKey } from './series-directory.ts'

/** Which candles are meant: the newest, the last that open before a time, or the first that open after one. */
export type PageEdge =
  | { readonly kind: 'newest' }
  | { readonly kind: 'before' | 'after'; readonly time: number }

/** Looks so many times as far again where there is nothing. */
const WIDER = 8

/** At most so many candles next to an edge, holes skipped; fewer beside a hole. Undefined where there is no such series. */
export function readPage(
  library: CandleLibrary,
  key: SeriesKey,
  { edge, count }: { readonly edge: PageEdge; readonly count: number },
): CandleArrays | undefined {
  const there = library.span(key)
  if (there === undefined) return undefined
  const read = (from: number, until: number) => library.read(key, from, until)
  // One more, since an edge may lie within a candle.
  const width = (count + 1) * key.timeframeMs
  if (edge.kind === 'after') {
    const start = Math.max(edge.time + 1, there.from)
    return widening(width, there.to - start, (ms) => first(read(start, start + ms), count))
  }
  const end = edge.kind === 'newest' ? there.to + 1 : Math.min(edge.time, there.to + 1)
  return widening(width, end - there.from, (ms) => last(read(end - ms, end), count))
}

/** What a stretch holds, or a longer one where it holds nothing, up to the longest. */
function widening(
  width: number,
  widthMax: number,
  read: (width: number) => CandleArrays | undefined,
): CandleArrays | undefined {
  for (let ms = width; ; ms *= WIDER) {
    const arrays = read(ms)
    if (ms >= widthMax || arrays === undefined || arrays.openTime.length > 0) return arrays
  }
}

function first(arrays: CandleArrays | undefined, count: number): CandleArrays | undefined {
  const beyond = arrays?.openTime[count]
  return arrays === undefined || beyond === undefined ? arrays : within(arrays, 0, beyond)
}

function last(arrays: CandleArrays | undefined, count: number): CandleArrays | undefined {
  const oldest = arrays?.openTime.at(-count)
  return arrays === undefined || oldest === undefined
    ? arrays
    : within(arrays, oldest, Number.MAX_SAFE_INTEGER)
}
