import { chartDesk, FIRST_DESK } from '../../app/contract/chart-desk.ts'
import {
  type PictureWish,
  type WatchList,
  type WatchListView,
  watchList,
} from '../../app/contract/market-watch.ts'
import type { Answer } from '../../app/contract/requests.ts'
import { success } from '../../app/domain/result.ts'
import type { Workspace } from '../../app/engine/session/workspace.ts'
import { findExchange } from '../../app/exchanges/ccxt/listed-exchanges.ts'
import type { MarketThread } from '../markets/market-thread.ts'
import type { RequestHandlers } from './answer-request.ts'
import { type ChooseSavePath, saveExport } from './save-export.ts'

type WatchRequest =
  | 'loadWatchList'
  | 'saveWatchList'
  | 'loadTickers'
  | 'loadMarketCandles'
  | 'loadStoredCandles'
  | 'loadPublicTrades'
  | 'loadChartDesk'
  | 'saveChartDesk'
  | 'saveChartPicture'

export interface WatchParts {
  readonly markets: Pick<MarketThread, 'ask'>
  readonly chooseSavePath: ChooseSavePath
  /** What the window shows there, as a PNG; null where there is no window. */
  readonly takePicture: (place: PictureWish) => Promise<Uint8Array | null>
}

type WithWorkspace = <Value>(
  use: (workspace: Workspace) => Promise<Answer<Value>> | Answer<Value>,
) => Promise<Answer<Value>>

const DOCUMENT = 'watch-list'
const CHART_DESK = 'chart-desk'
const NOTHING_WATCHED: WatchList = { exchangeId: null, watched: {} }

/** The watch list is in the profile; what its markets do is known to a thread of its own. */
export function watchHandlers(
  { markets, chooseSavePath, takePicture }: WatchParts,
  withWorkspace: WithWorkspace,
): Pick<RequestHandlers, WatchRequest> {
  /** Read once: prices are asked for several times a second. */
  let list: WatchList | undefined
  const listOf = (workspace: Workspace): WatchList => {
    list ??= workspace.loadDocument(DOCUMENT, watchList) ?? NOTHING_WATCHED
    return list
  }
  const addressOf = (workspace: Workspace, exchangeId: string) => ({
    exchangeId,
    baseUrl: workspace.settings().exchangeUrls[exchangeId],
  })
  return {
    loadWatchList: () =>
      withWorkspace((workspace) => success(viewOf(listOf(workspace), workspace))),
    saveWatchList: ({ exchangeId, symbols }) =>
      withWorkspace((workspace) => {
        const { watched } = listOf(workspace)
        const kept = symbols ?? watched[exchangeId] ?? []
        const next = { exchangeId, watched: { ...watched, [exchangeId]: [...new Set(kept)] } }
        workspace.saveDocument(DOCUMENT, next)
        list = next
        return success(viewOf(next, workspace))
      }),
    loadTickers: ({ exchangeId, inView }) =>
      withWorkspace((workspace) => {
        const watched = listOf(workspace).watched[exchangeId] ?? []
        return markets.ask('loadTickers', { ...addressOf(workspace, exchangeId), watched, inView })
      }),
    loadMarketCandles: (wish) =>
      withWorkspace((workspace) =>
        markets.ask('loadMarketCandles', { ...addressOf(workspace, wish.exchangeId), ...wish }),
      ),
    loadPublicTrades: ({ exchangeId, symbol }) =>
      withWorkspace((workspace) =>
        markets.ask('loadPublicTrades', { ...addressOf(workspace, exchangeId), symbol }),
      ),
    loadStoredCandles: (wish) => withWorkspace(() => markets.ask('loadStoredCandles', wish)),
    loadChartDesk: () =>
      withWorkspace((workspace) =>
        success(workspace.loadDocument(CHART_DESK, chartDesk) ?? FIRST_DESK),
      ),
    saveChartDesk: (desk) =>
      withWorkspace((workspace) => {
        workspace.saveDocument(CHART_DESK, desk)
        return success(null)
      }),
    saveChartPicture: async (wish) => {
      // Before the dialog, which would lie on it.
      const picture = await takePicture(wish)
      if (picture === null) return success(false)
      const fileName = `${wish.symbol.replace('/', '-')}-${wish.timeframe}.png`
      return saveExport({ fileName, text: picture, what: 'The picture' }, chooseSavePath)
    },
  }
}

function viewOf({ exchangeId, watched }: WatchList, { session }: Workspace): WatchListView {
  const source = session?.source
  const own = source !== undefined && 'exchangeId' in source ? source.exchangeId : null
  const exchange = findExchange(exchangeId ?? own ?? '') ?? null
  return { exchange, symbols: exchange === null ? [] : (watched[exchange.id] ?? []) }
}
