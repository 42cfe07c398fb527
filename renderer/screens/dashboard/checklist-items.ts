import type { AlertsView } from '../../../app/contract/alert-settings.ts'
import type { EngineSnapshot } from '../../../app/contract/engine-view.ts'
import type { RiskView } from '../../../app/contract/risk-view.ts'
import type { Screen } from '../../stores/app-store.ts'

/** What is known of how far somebody has come; null where it is not known yet. */
export type ChecklistFacts = {
  readonly mode: EngineSnapshot['account']['mode']
  readonly hasRunningBot: boolean
  readonly hasFill: boolean
  readonly limits: RiskView['limits']['account'] | null
  readonly channels: readonly Pick<AlertsView['channels'][number], 'kind'>[] | null
  readonly savedBacktests: number | null
}

export type ChecklistItem = {
  readonly words: string
  readonly hint: string
  readonly isDone: boolean
  /** Where it is done. */
  readonly place: Screen
}

/** The way from the first bot to one that can be left alone, in order. */
export function checklistItems(facts: ChecklistFacts): readonly ChecklistItem[] {
  const { mode, hasRunningBot, hasFill, limits, channels, savedBacktests } = facts
  return [
    {
      words: 'Start a bot',
      hint: 'A template and a few numbers are enough.',
      isDone: hasRunningBot,
      place: 'bots',
    },
    {
      words: 'See a first fill',
      hint: 'Decisions say why nothing was bought so far.',
      isDone: hasFill,
      place: 'dashboard',
    },
    {
      words: 'Say how much may be at stake',
      hint: 'Cap what may be in one market, as a share of all.',
      isDone: limits !== null && (limits.positionPercentMax ?? 100) < 100,
      place: 'risk',
    },
    {
      words: 'Be told while you are away',
      hint: 'Add a channel beside this computer, and test it.',
      isDone: channels?.some(({ kind }) => kind !== 'desktop') ?? false,
      place: 'alerts',
    },
    {
      words: 'Keep a backtest',
      hint: 'Run the bot on past candles, and save what came of it.',
      isDone: (savedBacktests ?? 0) > 0,
      place: 'research',
    },
    {
      words: 'Go on to real prices, on paper',
      hint: 'Real candles, simulated money: nothing is sent to an exchange.',
      isDone: mode !== 'demo',
      place: 'wizard',
    },
  ]
}
