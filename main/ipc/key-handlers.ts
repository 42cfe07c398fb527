import type { KeyPlace, TypedKeys } from '../../app/contract/keys.ts'
import { viewOnlyRefusal } from '../../app/contract/permissions.ts'
import type { Answer, Problem } from '../../app/contract/requests.ts'
import type { Result } from '../../app/domain/result.ts'
import type { KeyWish } from '../../app/engine/keys/try-key.ts'
import type { Workspace } from '../../app/engine/session/workspace.ts'
import type { MarketCatalog } from '../../app/ports/market-catalog.ts'
import type { RequestHandlers } from './answer-request.ts'

type KeyRequest =
  | 'listKeys'
  | 'listKeyRotations'
  | 'openKeyWindow'
  | 'goOnRotating'
  | 'giveUpRotation'
  | 'removeKeys'

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
    listKeyRotations: () =>
      withWorkspace((workspace) => ({ ok: true, value: [...workspace.keyRotations()] })),
    openKeyWindow: ({ mode, exchangeId, rotates }) =>
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
            const wish = { mode, exchangeId, typed, actor: 'window' } as const
            const kept = rotates ? await rotate(workspace, wish) : await workspace.addKeys(wish)
            return kept.ok ? { ok: true, value: null } : kept
          },
        })
        return { ok: true, value: null }
      }),
    goOnRotating: (place) =>
      withWorkspace(async (workspace) => {
        const gone = await workspace.goOnRotating(place)
        return gone.ok ? { ok: true, value: [...workspace.keyRotations()] } : gone
      }),
    giveUpRotation: (place) =>
      withWorkspace(async (workspace) => {
        const ended = await workspace.giveUpRotation(place, 'window')
        return ended.ok ? { ok: true, value: [...workspace.keyRotations()] } : ended
      }),
    removeKeys: (place) =>
      withWorkspace(async (workspace) => {
        const removed = await workspace.removeKeys(place, 'window')
        return removed.ok ? { ok: true, value: [...workspace.keyViews()] } : removed
      }),
  }
}

/** Its window ends once the new key is kept; how the rest goes shows in the settings. */
async function rotate(workspace: Workspace, wish: KeyWish): Promise<Result<null, Problem>> {
  const begun = await workspace.beginRotation(wish)
  if (begun.ok) void workspace.goOnRotating(wish)
  return begun
}

const NO_EXCHANGE: Problem = {
  code: 'exchange-unknown',
  message: 'Cryptobot knows no such exchange.',
  action: 'Choose one from the list.',
}
