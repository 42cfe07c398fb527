import type { PlaceRequest } from '../../app/contract/control.ts'
import type { EngineSnapshot } from '../../app/contract/engine-view.ts'
import type { HealthView } from '../../app/contract/health-view.ts'
import type { Answer, AppState, HaltShortcut, PlaceAnswer } from '../../app/contract/requests.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../app/contract/settings.ts'
import { failure, mapResult, type Problem, type Result, success } from '../../app/domain/result.ts'
import { ARMED_RISK_LIMITS } from '../../app/engine/guard/default-limits.ts'
import { setupOfBot } from '../../app/engine/session/account-definition.ts'
import type { AccountSession } from '../../app/engine/session/account-session.ts'
import { FIRST_DRAFT } from '../../app/engine/session/profile-documents.ts'
import { NO_SUCH_BOT } from '../../app/engine/session/setup-problems.ts'
import type { Workspace } from '../../app/engine/session/workspace.ts'
import { limitsViewOf } from '../../app/engine/view/limits-view.ts'
import { orderView } from '../../app/engine/view/order-view.ts'
import { importCandleFile, listImports } from '../../app/exchanges/replay/candle-import.ts'
import type { StrategyDefinition } from '../../app/strategy/strategy.ts'
import { listStrategies, strategyFaults } from '../../app/strategy/strategy-catalog.ts'
import type { AppLock } from '../lock/app-lock.ts'
import type { LogDesk } from '../logging/log-desk.ts'
import type { ResearchThread } from '../research/research-thread.ts'
import { alertHandlers } from './alert-handlers.ts'
import type { RequestHandlers } from './answer-request.ts'
import { breakerHandlers, type WithSession } from './breaker-handlers.ts'
import { type DataHandlerParts, dataHandlers } from './data-handlers.ts'
import { healthHandlers } from './health-handlers.ts'
import { type HistoryParts, historyHandlers } from './history-handlers.ts'
import { type KeyHandlerParts, keyHandlers } from './key-handlers.ts'
import { limitHandlers } from './limit-handlers.ts'
import { lockHandlers } from './lock-handlers.ts'
import { logHandlers } from './log-handlers.ts'
import { recordsHandlers } from './records-handlers.ts'
import { researchHandlers } from './research-handlers.ts'
import { type Updates, updateHandlers } from './update-handlers.ts'
import { type WatchParts, watchHandlers } from './watch-handlers.ts'

/** What the handlers need from the process around them. */
export interface HandlerParts extends KeyHandlerParts, HistoryParts, WatchParts, DataHandlerParts {
  readonly version: string
  readonly haltShortcut: HaltShortcut
  /** The profile once it is open, or why it cannot be opened. */
  readonly openProfile: () => Promise<OpenedProfile>
  /** Asks the user for a file; null when the dialog was dismissed. */
  readonly chooseCandleFile: () => Promise<string | null>
  readonly copy: (text: string) => void
  /** Shows the guide; what it says about a problem, when there is a code. */
  readonly openHelp: (code: string | null) => void
  readonly applySettings: (settings: Settings) => void
  readonly health: () => HealthView
  readonly updates: Updates
  /** Nothing where the profile could not be opened. */
  readonly lock: () => AppLock | undefined
  /** Nothing where the profile could not be opened. */
  readonly logDesk: () => LogDesk | undefined
  readonly research: Pick<ResearchThread, 'ask'>
}

export interface OpenedProfile {
  readonly workspace: Workspace | null
  readonly failure: Problem | null
}

const DONE: Answer<null> = { ok: true, value: null }

export function requestHandlers(parts: HandlerParts): RequestHandlers {
  const withWorkspace = async <Value>(
    use: (workspace: Workspace) => Promise<Answer<Value>> | Answer<Value>,
  ): Promise<Answer<Value>> => {
    const { workspace, failure } = await parts.openProfile()
    return workspace === null ? { ok: false, error: failure ?? NO_ACCOUNT } : use(workspace)
  }
  const withOpenSession: WithSession = (use) =>
    withWorkspace(({ session }) =>
      session === null ? { ok: false, error: NO_ACCOUNT } : use(session),
    )
  const withSession = (use: (session: AccountSession) => void): Promise<Answer<null>> =>
    withWorkspace(({ session }) => {
      if (session === null) return { ok: false, error: NO_ACCOUNT }
      use(session)
      return DONE
    })
  return {
    ...profileHandlers(parts, withWorkspace),
    ...marketHandlers(parts, withWorkspace),
    ...watchHandlers(parts, withWorkspace),
    ...dataHandlers(parts, withWorkspace),
    ...limitHandlers(withWorkspace),
    ...keyHandlers(parts, withWorkspace),
    ...breakerHandlers(withOpenSession),
    ...lockHandlers(parts.lock),
    ...healthHandlers(parts.health),
    ...historyHandlers(parts, withOpenSession),
    ...recordsHandlers(parts, withOpenSession),
    ...logHandlers(parts, async () => {
      const { failure: problem } = await parts.openProfile()
      const desk = parts.logDesk()
      return desk === undefined ? failure(problem ?? NO_ACCOUNT) : success(desk)
    }),
    ...updateHandlers(parts.updates),
    openHelp: ({ code }) => {
      parts.openHelp(code)
      return DONE
    },
    ...researchHandlers(parts),
    ...alertHandlers(async () => {
      const { workspace, failure: problem } = await parts.openProfile()
      return workspace === null ? failure(problem ?? NO_ACCOUNT) : workspace.alerts()
    }),
    loadSnapshot: () =>
      withWorkspace(({ session }) => ({ ok: true, value: session?.snapshot() ?? null })),
    removeBot: ({ botId }) =>
      withWorkspace(async (workspace) => snapshotOf(await workspace.removeBot(botId))),
    addBot: (wish) => withWorkspace(async (workspace) => snapshotOf(await workspace.addBot(wish))),
    loadBot: ({ botId }) =>
      withOpenSession(({ bots }) => {
        const found = bots.find(({ id }) => id === botId)
        return found === undefined ? failure(NO_SUCH_BOT) : success(setupOfBot(found))
      }),
    startBot: ({ botId }) => withSession((session) => session.startBot(botId, 'window')),
    stopBot: ({ botId }) => withSession((session) => session.stopBot(botId, 'window')),
    setEquityCurrency: ({ currency }) =>
      withSession((session) => session.setEquityCurrency(currency)),
    setSpeed: ({ candlesPerSecond }) =>
      withWorkspace((workspace) => workspace.setSpeed(candlesPerSecond)),
    placeOrder: (wish) =>
      withWorkspace(({ session }) =>
        session === null ? { ok: false, error: NO_ACCOUNT } : placeOrder(session, wish),
      ),
    cancelOrder: ({ clientOrderId }) =>
      withSession((session) => session.cancel(clientOrderId, 'window')),
    cancelAllOrders: () => withSession((session) => session.cancelAll('window')),
    reconcileNow: () => withSession((session) => session.reconcile()),
    decideDrift: ({ driftId, decision }) =>
      withWorkspace(({ session }) =>
        session === null
          ? { ok: false, error: NO_ACCOUNT }
          : session.decideDrift({ driftId, decision, actor: 'window' }),
      ),
  }
}

/** Says that the order is on its way; what becomes of it is told with the updates. */
async function placeOrder(
  session: AccountSession,
  wish: PlaceRequest,
): Promise<Answer<PlaceAnswer>> {
  const placed = await session.place(wish, 'window')
  if (!placed.ok) return placed
  const answer = placed.value
  if (answer.kind === 'refused') {
    return { ok: true, value: { kind: 'refused', refusals: [...answer.refusals] } }
  }
  return { ok: true, value: { kind: 'sent', order: orderView(answer.order, session.markets) } }
}

type WithWorkspace = <Value>(
  use: (workspace: Workspace) => Promise<Answer<Value>> | Answer<Value>,
) => Promise<Answer<Value>>

type ProfileRequest =
  | 'loadApp'
  | 'saveSettings'
  | 'saveExchangeUrl'
  | 'setViewOnly'
  | 'saveDraft'
  | 'finishSetup'
  | 'loadStartingLimits'
  | 'previewSize'
  | 'resetAccount'
  | 'backToPaper'
type MarketRequest =
  | 'listStrategies'
  | 'listStrategyFaults'
  | 'listExchanges'
  | 'listMarkets'
  | 'importCandles'
  | 'listImports'

function profileHandlers(
  parts: HandlerParts,
  withWorkspace: WithWorkspace,
): Pick<RequestHandlers, ProfileRequest> {
  return {
    loadApp: async () => ({ ok: true, value: appState(parts, await parts.openProfile()) }),
    saveSettings: (preferences) =>
      withWorkspace((workspace) => {
        const settings = { ...workspace.settings(), ...preferences }
        workspace.saveSettings(settings, 'window')
        parts.applySettings(settings)
        return { ok: true, value: settings }
      }),
    saveExchangeUrl: ({ exchangeId, url }) =>
      withWorkspace((workspace) => {
        const { exchangeUrls, ...preferences } = workspace.settings()
        const { [exchangeId]: _, ...others } = exchangeUrls
        const changed = url === null ? others : { ...others, [exchangeId]: url }
        const settings = { ...preferences, exchangeUrls: changed }
        workspace.saveSettings(settings, 'window')
        return { ok: true, value: settings }
      }),
    setViewOnly: ({ isViewOnly }) =>
      withWorkspace((workspace) => {
        workspace.setViewOnly(isViewOnly, 'window')
        return DONE
      }),
    saveDraft: (draft) =>
      withWorkspace((workspace) => {
        workspace.saveDraft(draft)
        return DONE
      }),
    loadStartingLimits: async () => ({ ok: true, value: limitsViewOf(ARMED_RISK_LIMITS) }),
    finishSetup: ({ armingWords, ...draft }) =>
      withWorkspace(async (workspace) =>
        snapshotOf(await workspace.finishSetup(draft, armingWords)),
      ),
    previewSize: (wish) =>
      withWorkspace((workspace) => ({ ok: true, value: workspace.previewSize(wish) })),
    backToPaper: ({ leavesRest }) =>
      withWorkspace(async (workspace) =>
        mapResult(await workspace.backToPaper(leavesRest), (went) =>
          went.kind === 'asks'
            ? { kind: 'asks', rest: [...went.rest] }
            : { kind: 'paper', snapshot: went.session.snapshot(), draft: workspace.draft() },
        ),
      ),
    resetAccount: ({ startingBalance }) =>
      withWorkspace(async (workspace) => snapshotOf(await workspace.resetAccount(startingBalance))),
  }
}

function marketHandlers(
  parts: HandlerParts,
  withWorkspace: WithWorkspace,
): Pick<RequestHandlers, MarketRequest> {
  return {
    listStrategies: () => ({ ok: true, value: listStrategies().map(strategyView) }),
    listStrategyFaults: () => ({
      ok: true,
      value: Array.from(strategyFaults(), ([id, message]) => ({ id, message })),
    }),
    listExchanges: async () => {
      const catalog = await parts.loadCatalog()
      return { ok: true, value: [...(await catalog.listExchanges())] }
    },
    listMarkets: ({ exchangeId }) =>
      withWorkspace(async (workspace) => {
        const catalog = await parts.loadCatalog()
        const baseUrl = workspace.settings().exchangeUrls[exchangeId]
        const listed = await catalog.listMarkets(exchangeId, baseUrl)
        if (!listed.ok) return listed
        const markets = listed.value.map((market) => ({
          ...market,
          timeframes: [...market.timeframes],
        }))
        return { ok: true, value: markets }
      }),
    importCandles: ({ repairs }) =>
      withWorkspace(async (workspace) => {
        const path = await parts.chooseCandleFile()
        if (path === null) return { ok: true, value: null }
        return importCandleFile(path, workspace.importsDirectory, repairs)
      }),
    listImports: () =>
      withWorkspace(async (workspace) => ({
        ok: true,
        value: [...(await listImports(workspace.importsDirectory))],
      })),
  }
}

function appState(
  { version, haltShortcut }: Pick<HandlerParts, 'version' | 'haltShortcut'>,
  { workspace, failure }: OpenedProfile,
): AppState {
  return {
    version,
    platform: process.platform,
    settings: workspace?.settings() ?? DEFAULT_SETTINGS,
    isViewOnly: workspace?.isViewOnly() ?? false,
    setUp: workspace === null || workspace.lastSource() !== null,
    draft: workspace?.draft() ?? FIRST_DRAFT,
    failure,
    haltShortcut,
  }
}

function snapshotOf(opened: Result<AccountSession, Problem>): Answer<EngineSnapshot> {
  return opened.ok ? { ok: true, value: opened.value.snapshot() } : opened
}

function strategyView({
  id,
  name,
  description,
  fields,
  lines,
  orderings,
  decides,
}: StrategyDefinition) {
  return {
    id,
    name,
    description,
    decides,
    fields: [...fields],
    lines: [...lines],
    orderings: [...orderings],
  }
}

export const NO_ACCOUNT: Problem = {
  code: 'no-account',
  message: 'No account is open.',
  action: 'Finish the wizard first.',
}
