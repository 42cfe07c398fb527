import type { BacktestView, BacktestWish } from '../../app/contract/research.ts'
import type { Preferences, Settings } from '../../app/contract/settings.ts'
import type { WizardDraft } from '../../app/contract/setup.ts'
import { request } from '../api/request.ts'
import { paperDraft } from '../forms/paper-draft.ts'
import { appStore } from '../stores/app-store.ts'
import { engineStore } from '../stores/engine-store.ts'
import { applyAppearance } from '../theme/apply-theme.ts'
import { type Performed, perform } from './perform.ts'

/** Loads what the window needs: the app's state and, where an account is open, the engine's. */
export async function loadApp(): Promise<void> {
  const [app] = await Promise.all([request('loadApp', null), engineStore.getState().loadSnapshot()])
  if (!app.ok) {
    appStore.getState().failed(app.error)
    return
  }
  applyAppearance(app.value.settings)
  appStore.getState().loaded(app.value)
}

/** Keeps the wizard's answers, here and on disk. */
export async function saveDraft(draft: WizardDraft): Promise<void> {
  appStore.getState().draftChanged(draft)
  await perform(request('saveDraft', draft))
}

/** Opens the wizard where it was left, or at its first real question. */
export async function openWizard(): Promise<void> {
  const { app, open } = appStore.getState()
  if (!app) return
  const { draft } = app
  const isFresh = draft.step === 'summary' || (draft.step === 'welcome' && draft.riskAccepted)
  if (isFresh) await saveDraft({ ...draft, step: 'mode' })
  open('wizard')
}

/** Opens the wizard at its summary, filled with the bot of a backtest; every answer can still be changed there. */
export async function openWizardWith(
  wish: BacktestWish,
  timeframe: BacktestView['timeframe'],
): Promise<void> {
  const { app, open } = appStore.getState()
  if (!app) return
  await saveDraft(paperDraft(app.draft, wish, timeframe))
  open('wizard')
}

/** Opens the account and starts the bot; says whether that went well. */
export async function finishSetup(draft: WizardDraft, armingWords = ''): Promise<boolean> {
  const outcome = await perform(request('finishSetup', { ...draft, armingWords }))
  if (!outcome.done) return false
  appStore.getState().draftChanged(draft)
  engineStore.getState().applySnapshot(outcome.value)
  appStore.getState().setupFinished()
  return true
}

/** Saves settings and shows their effect; says whether that went well. */
export async function saveSettings(changed: Partial<Preferences>): Promise<boolean> {
  const { settings } = appStore.getState().app ?? {}
  if (settings === undefined) return false
  const { exchangeUrls: _, ...preferences } = settings
  return taken(await perform(request('saveSettings', { ...preferences, ...changed })))
}

/** Null for where the exchange usually is. Says whether that went well. */
export async function saveExchangeUrl(exchangeId: string, url: string | null): Promise<boolean> {
  return taken(await perform(request('saveExchangeUrl', { exchangeId, url })))
}

function taken(outcome: Performed<Settings>): boolean {
  if (!outcome.done) return false
  applyAppearance(outcome.value)
  appStore.getState().settingsSaved(outcome.value)
  return true
}

/** Makes the profile one that can only be looked at, or opens it again. */
export async function setViewOnly(isViewOnly: boolean): Promise<void> {
  const outcome = await perform(request('setViewOnly', { isViewOnly }))
  if (outcome.done) appStore.getState().accessChanged(isViewOnly)
}

export async function chooseTheme(theme: Settings['theme']): Promise<void> {
  await saveSettings({ theme })
}
