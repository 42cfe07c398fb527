import { SMA } from 'trading-signals'

export interface BareTask {
  readonly closes: Float64Array
  readonly sets: readonly (readonly [fast: number, slow: number])[]
}

/** In a thread of its own: two bare moving averages and a comparison for each set, over closes in shared memory. */
export function crossings({ closes, sets }: BareTask): number {
  return sets.reduce((sum, [fast, slow]) => sum + crossingsOf(closes, fast, slow), 0)
}

function crossingsOf(closes: Float64Array, fast: number, slow: number): number {
  const quick = new SMA(fast)
  const calm = new SMA(slow)
  let count = 0
  let before: number | null = null
  for (const close of closes) {
    const fastValue = quick.update(close, false)
    const slowValue = calm.update(close, false)
    if (fastValue === null || slowValue === null) continue
    const now = fastValue - slowValue
    if (before !== null && ((before <= 0 && now > 0) || (before >= 0 && now < 0))) count += 1
    before = now
  }
  return count
}
