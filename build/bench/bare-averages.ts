import { SMA } from 'trading-signals'

/** The yardstick: two bare moving averages and a comparison, over as many closes. */
export function bareSeconds(closes: Float64Array): number {
  const fast = new SMA(10)
  const slow = new SMA(30)
  let crossings = 0
  let before: number | null = null
  const start = performance.now()
  for (const close of closes) {
    const fastValue = fast.update(close, false)
    const slowValue = slow.update(close, false)
    if (fastValue === null || slowValue === null) continue
    const now = fastValue - slowValue
    if (before !== null && ((before <= 0 && now > 0) || (before >= 0 && now < 0))) crossings += 1
    before = now
  }
  const seconds = (performance.now() - start) / 1000
  if (crossings < 30_000) throw new Error('the averages hardly crossed')
  return seconds
}
