/** Open time of the candle that was running then; nothing when it is no longer shown. */
export function candleAt(openTimes: readonly number[], timeMs: number): number | undefined {
  let low = 0
  let high = openTimes.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((openTimes[middle] ?? 0) <= timeMs) low = middle + 1
    else high = middle
  }
  return openTimes[low - 1]
}
