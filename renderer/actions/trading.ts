import type { PlaceRequest } from '../../app/contract/control.ts'
import type { HistoryLayout } from '../../app/contract/history-layouts.ts'
import type { Answer, PlaceAnswer, RequestInput } from '../../app/contract/requests.ts'
import type { TradingScope, TradingState } from '../../app/contract/risk-view.ts'
import type { DriftDecision } from '../../app/contract/values.ts'
import { request } from '../api/request.ts'
import { engineStore } from '../stores/engine-store.ts'
import { perform, showDone } from './perform.ts'

/** Stops new orders at once; the engine answers with an update that says so. */
export async function haltTrading(): Promise<void> {
  const wish = { scope: 'account', state: 'halted', reason: 'You pressed HALT.' } as const
  await perform(request('setTradingState', wish))
}

/** What a breaker holds back stays held back until that is reset: the answer says so. */
export async function resumeTrading(): Promise<void> {
  const wish = { scope: 'account', state: 'active', reason: 'resumed by you' } as const
  await perform(request('setTradingState', wish))
}

/** Of all accounts, of this one, or of a bot; the reason says who has done so. */
export async function setTradingState(scope: TradingScope, state: TradingState): Promise<void> {
  const reason = `You set it to ${state}.`
  await perform(request('setTradingState', { scope, state, reason }))
}

/** Lets a bot trade again that was halted or reducing on its own. */
export async function releaseBot(botId: string): Promise<void> {
  const scope = `bot:${botId}` as const
  await perform(
    request('setTradingState', { scope, state: 'active', reason: 'You let it trade again.' }),
  )
}

/** Halts at once; what else is asked for is shown until the exchange has confirmed it. */
export async function activateKillSwitch(wish: RequestInput<'useKillSwitch'>): Promise<void> {
  await perform(request('useKillSwitch', wish))
}

/** Its history stays; says whether that went well. */
export async function removeBot(botId: string): Promise<boolean> {
  const outcome = await perform(request('removeBot', { botId }))
  if (outcome.done) engineStore.getState().applySnapshot(outcome.value)
  return outcome.done
}

/** Says whether it trades now. */
export async function addBot(wish: RequestInput<'addBot'>): Promise<boolean> {
  const outcome = await perform(request('addBot', wish))
  if (outcome.done) engineStore.getState().applySnapshot(outcome.value)
  return outcome.done
}

export async function startBot(botId: string): Promise<void> {
  await perform(request('startBot', { botId }))
}

export async function stopBot(botId: string): Promise<void> {
  await perform(request('stopBot', { botId }))
}

export async function setEquityCurrency(currency: string): Promise<void> {
  await perform(request('setEquityCurrency', { currency }))
}

export async function setSpeed(candlesPerSecond: number): Promise<void> {
  await perform(request('setSpeed', { candlesPerSecond }))
}

/** The ticket shows the answer itself, beside what was typed. */
export function placeOrder(wish: PlaceRequest): Promise<Answer<PlaceAnswer>> {
  return request('placeOrder', wish)
}

/** The order says that it is being cancelled until the exchange has confirmed it. */
export async function cancelOrder(clientOrderId: string): Promise<void> {
  await perform(request('cancelOrder', { clientOrderId }))
}

export async function cancelAllOrders(): Promise<void> {
  await perform(request('cancelAllOrders', null))
}

export async function reconcileNow(): Promise<boolean> {
  return (await perform(request('reconcileNow', null))).done
}

export async function decideDrift(driftId: string, decision: DriftDecision): Promise<boolean> {
  return (await perform(request('decideDrift', { driftId, decision }))).done
}

/** Archives the ledger and opens a new one; says whether that went well. */
export async function resetAccount(startingBalance: string): Promise<boolean> {
  const outcome = await perform(request('resetAccount', { startingBalance }))
  if (!outcome.done) return false
  engineStore.getState().applySnapshot(outcome.value)
  showDone('The old ledger is archived and a new one is open.')
  return true
}

export async function exportHistory(layout: HistoryLayout): Promise<void> {
  const outcome = await perform(request('exportHistory', { layout }))
  if (outcome.done && outcome.value) showDone('The history is written.')
}
