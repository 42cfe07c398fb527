import type { StoredKey } from '../../../app/contract/stored-data.ts'

export function seriesId({ exchange, symbol, timeframeMs }: StoredKey): string {
  return `${exchange} ${symbol} ${timeframeMs}`
}
