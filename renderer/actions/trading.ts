import { request } from '../api/request.ts'
import { engineStore } from '../stores/engine-store.ts'
import { perform, showDone } from './perform.ts'

/** Stops new orders at once; the engine answers with an update that says so. */
export async function haltTrading(): Promise<void> {
  await perform(request('haltTrading', { reason: 'You pressed HALT.' }))
}

export async function resumeTrading(): Promise<void> {
  await perform(request('resumeTrading', null))
}

export async function startBot(botId: string): Promise<void> {
  await perform(request('startBot', { botId }))
}

export async function stopBot(botId: string): Promise<void> {
  await perform(request('stopBot', { botId }))
}

export async function setSpeed(candlesPerSecond: number): Promise<void> {
  await perform(request('setSpeed', { candlesPerSecond }))
}

/** Archives the ledger and opens a new one; says whether that went well. */
export async function resetAccount(startingBalance: string): Promise<boolean> {
  const outcome = await perform(request('resetAccount', { startingBalance }))
  if (!outcome.done) return false
  engineStore.getState().applySnapshot(outcome.value)
  showDone('The old ledger is archived and a new one is open.')
  return true
}
