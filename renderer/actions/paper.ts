import type { BotSetup, MarketSource } from '../../app/contract/setup.ts'
import { request } from '../api/request.ts'
import { appStore } from '../stores/app-store.ts'
import { engineStore } from '../stores/engine-store.ts'
import { paperStore } from '../stores/paper-store.ts'
import { perform } from './perform.ts'
import { saveDraft } from './setup.ts'

/** From the exchange to the same market on paper; what would be left there is asked about first. */
export async function backToPaper(leavesRest: boolean): Promise<void> {
  const outcome = await perform(request('backToPaper', { leavesRest }))
  if (!outcome.done) return
  if (outcome.value.kind === 'asks') {
    paperStore.getState().asked(outcome.value.rest)
    return
  }
  paperStore.getState().settled()
  appStore.getState().draftChanged(outcome.value.draft)
  engineStore.getState().applySnapshot(outcome.value.snapshot)
}

/** Opens the wizard for real money, on the same market where that is an exchange's: armed is it there only, by typed words. */
export async function prepareRealMoney(bot?: BotSetup): Promise<void> {
  const { app, open } = appStore.getState()
  if (!app) return
  const { draft } = app
  await saveDraft({
    ...{ ...draft, step: 'market', mode: 'live', source: realSource(draft.source) },
    ...(bot ? { bot } : {}),
  })
  open('wizard')
}

function realSource(source: MarketSource | null): MarketSource | null {
  if (source?.kind !== 'live-data') return null
  const { exchangeId, symbol, timeframe } = source
  return { kind: 'exchange', mode: 'live', exchangeId, symbol, timeframe }
}
