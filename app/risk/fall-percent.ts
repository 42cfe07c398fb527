/** By how many percent of the first a value is below it; 0 when it is not. NaN when one of them is not known. */
export function fallPercent(from: number, to: number): number {
  return to >= from ? 0 : ((from - to) / from) * 100
}
