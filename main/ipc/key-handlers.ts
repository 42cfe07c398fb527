import type { KeyPlace, TypedKeys } from '../../app/contract/keys.ts'
import { viewOnlyRefusal } from '../../app/contract/permissions.ts'
import type { Answer, Problem } from '../../app/contract/requests.ts'
import type { Result } from '../../app/domain/result.ts'
import type { Workspace } from '../../app/engine/session/workspace.ts'
import type { MarketCatalog } from '../../app/ports/market-catalog.ts'
import type { RequestHandlers } from './answer-request.ts'

type KeyRequest = 'listKeys' | 'openKeyWindow' | 'removeKeys'

type WithWorkspace = <Value>(
  use: (workspace: Workspace) => Promise<Answer<Value>> | Answer<Value>,
) => Promise<Answer<Value>>

/** A window that a key is to be typed into. */
export interface KeyWindowRequest extends KeyPlace {
  readonly exchangeName: string
  readonly save: (typed: TypedKeys) => Promise<Result<null, Problem>>
}

export interface KeyHandlerParts {
  readonly loadCatalog: () => Promise<MarketCatalog>
  readonly openKeyWindow: (wish: KeyWindowRequest) => void
}

/** Nothing that a key could be used with comes through here: that is typed into a window of its own. */
export function keyHandlers(
  { loadCatalog, openKeyWindow }: KeyHandlerParts,
  withWorkspace: WithWorkspace,
): Pick<RequestHandlers, KeyRequest> {
  return {
    listKeys: () => withWorkspace((workspace) => ({ ok: true, value: [...workspace.keyViews()] })),
    openKeyWindow: ({ mode, exchangeId }) =>
      withWorkspace(async (workspace) => {
        const exchanges = await (await loadCatalog()).listExchanges()
        const exchange = exchanges.find(({ id }) => id === exchangeId)
        if (exchange === undefined) return { ok: false, error: NO_EXCHANGE }
        openKeyWindow({
          ...{ mode, exchangeId, exchangeName: exchange.name },
          save: async (typed) => {
            // It may have become so since the window was opened.
            const refusal = workspace.isViewOnly() ? viewOnlyRefusal('change') : undefined
            if (refusal !== undefined) return { ok: false, error: refusal }
            const added = await workspace.addKeys({ mode, exchangeId, typed, actor: 'window' })
            return added.ok ? { ok: true, value: null } : added
          },
        })
        return { ok: true, value: null }
      }),
    removeKeys: (place) =>
      withWorkspace(async (workspace) => {
        const removed = await workspace.removeKeys(place, 'window')
        return removed.ok ? { ok: true, value: [...workspace.keyViews()] } : removed
      }),
  }
}

const NO_EXCHANGE: Problem = {
  code: 'exchange-unknown',
  message: 'Cryptobot knows no such exchange.',
  action: 'Choose one from the list.',
}
