import { DATA_REQUESTS, type DataRequest } from '../../app/contract/channels.ts'
import type { Answer } from '../../app/contract/requests.ts'
import { success } from '../../app/domain/result.ts'
import type { Workspace } from '../../app/engine/session/workspace.ts'
import type { DataThread } from '../data/data-thread.ts'
import type { RequestHandlers } from './answer-request.ts'
import { type ChooseSavePath, saveExport } from './save-export.ts'

export interface DataHandlerParts {
  readonly data: Pick<DataThread, 'ask'>
  /** Asks the user for a file of candles or trades; null when the dialog was dismissed. */
  readonly chooseHistoryFile: () => Promise<string | null>
  readonly chooseSavePath: ChooseSavePath
}

type WithWorkspace = <Value>(
  use: (workspace: Workspace) => Promise<Answer<Value>> | Answer<Value>,
) => Promise<Answer<Value>>

/** Candles for research are looked after in a thread of their own; questions and answers only pass through. */
export function dataHandlers(
  { data, chooseHistoryFile, chooseSavePath }: DataHandlerParts,
  withWorkspace: WithWorkspace,
): Pick<RequestHandlers, DataRequest | 'importHistory' | 'exportCandles'> {
  const passed = DATA_REQUESTS.map((name) => [
    name,
    (input: never) => withWorkspace(() => data.ask(name, input)),
  ])
  const addressOf = (workspace: Workspace, exchangeId: string) => ({
    baseUrl: workspace.settings().exchangeUrls[exchangeId],
  })
  return {
    ...(Object.fromEntries(passed) as Pick<RequestHandlers, DataRequest>),
    startDownloads: (wish) =>
      withWorkspace((workspace) =>
        data.ask('startDownloads', { ...wish, ...addressOf(workspace, wish.exchangeId) }),
      ),
    resumeDownload: (key) =>
      withWorkspace((workspace) =>
        data.ask('resumeDownload', { ...key, ...addressOf(workspace, key.exchange) }),
      ),
    refillGaps: (key) =>
      withWorkspace((workspace) =>
        data.ask('refillGaps', { ...key, ...addressOf(workspace, key.exchange) }),
      ),
    importHistory: async (wish) => {
      const path = await chooseHistoryFile()
      return path === null ? success(null) : data.ask('bringIn', { ...wish, path })
    },
    exportCandles: async (wish) => {
      const made = await data.ask('candleText', wish)
      if (!made.ok) return made
      const kind = wish.format === 'csv' ? 'csv' : 'json'
      const minutes = wish.timeframeMs / 60_000
      const fileName = `${wish.exchange}-${wish.symbol.replace('/', '-')}-${minutes}min.${kind}`
      return saveExport({ fileName, text: made.value, what: 'The file' }, chooseSavePath)
    },
  }
}
