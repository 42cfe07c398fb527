import type { CandleFormat, DownloadsWish, StoredKey } from '../../app/contract/stored-data.ts'
import { request } from '../api/request.ts'
import { perform, showDone } from './perform.ts'

export async function startDownloads(wish: DownloadsWish): Promise<boolean> {
  return (await perform(request('startDownloads', wish))).done
}

export async function refillGaps(key: StoredKey): Promise<void> {
  const asked = await perform(request('refillGaps', key))
  if (asked.done) showDone(`${key.exchange} is asked for what is missing: see Downloads.`)
}

/** Writes a file where the user wants it. */
export async function exportCandles(
  { exchange, symbol, timeframeMs }: StoredKey,
  format: CandleFormat,
): Promise<void> {
  const saved = await perform(request('exportCandles', { exchange, symbol, timeframeMs, format }))
  if (saved.done && saved.value) showDone('The file is written.')
}
