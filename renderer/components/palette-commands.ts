import type { BotView } from '../../app/contract/engine-view.ts'
import { openHelp } from '../actions/help.ts'
import { chooseTheme, openWizard } from '../actions/setup.ts'
import {
  activateKillSwitch,
  cancelAllOrders,
  haltTrading,
  reconcileNow,
  resumeTrading,
  setTradingState,
  startBot,
  stopBot,
} from '../actions/trading.ts'
import { appStore } from '../stores/app-store.ts'
import { ticketStore } from '../stores/ticket-store.ts'

export type PaletteCommand = {
  readonly group: 'Trading' | 'Go to' | 'Theme'
  readonly words: string
  readonly run: () => void
}

/** Everything the palette can do in the present state; words say what will happen. */
export function paletteCommands(
  isHalted: boolean,
  bots: readonly BotView[],
  areAllHeld: boolean,
): PaletteCommand[] {
  return [
    isHalted
      ? { group: 'Trading', words: 'Resume trading', run: () => void resumeTrading() }
      : { group: 'Trading', words: 'Halt trading', run: () => void haltTrading() },
    areAllHeld
      ? {
          group: 'Trading',
          words: 'Resume all accounts',
          run: () => void setTradingState('global', 'active'),
        }
      : {
          group: 'Trading',
          words: 'Halt all accounts',
          run: () => void setTradingState('global', 'halted'),
        },
    ...bots.map(botCommand),
    { group: 'Trading', words: 'New order…', run: openTicket },
    { group: 'Trading', words: 'Cancel all orders', run: () => void cancelAllOrders() },
    {
      group: 'Trading',
      words: 'Kill switch: halt and cancel all orders',
      run: () => void activateKillSwitch({ cancelsAll: true, flattens: false }),
    },
    { group: 'Trading', words: 'Reconcile now', run: () => void reconcileNow() },
    { group: 'Go to', words: 'Go to dashboard', run: () => appStore.getState().open('dashboard') },
    { group: 'Go to', words: 'Go to bots', run: () => appStore.getState().open('bots') },
    {
      group: 'Go to',
      words: 'Go to orders, fills and positions',
      run: () => appStore.getState().open('records'),
    },
    { group: 'Go to', words: 'Go to markets', run: () => appStore.getState().open('markets') },
    { group: 'Go to', words: 'Go to data', run: () => appStore.getState().open('data') },
    { group: 'Go to', words: 'Go to drift inbox', run: () => appStore.getState().open('drifts') },
    { group: 'Go to', words: 'Go to risk', run: () => appStore.getState().open('risk') },
    { group: 'Go to', words: 'Go to health', run: () => appStore.getState().open('health') },
    { group: 'Go to', words: 'Go to alerts', run: () => appStore.getState().open('alerts') },
    {
      group: 'Go to',
      words: 'Go to research',
      run: () => appStore.getState().open('research'),
    },
    { group: 'Go to', words: 'Show all keys', run: () => appStore.getState().showKeys(true) },
    { group: 'Go to', words: 'Open help', run: () => void openHelp() },
    { group: 'Go to', words: 'Set up again', run: () => void openWizard() },
    { group: 'Go to', words: 'Go to settings', run: () => appStore.getState().open('settings') },
    { group: 'Theme', words: 'Use the dark theme', run: () => void chooseTheme('dark') },
    { group: 'Theme', words: 'Use the light theme', run: () => void chooseTheme('light') },
    { group: 'Theme', words: "Use the system's theme", run: () => void chooseTheme('system') },
  ]
}

function openTicket(): void {
  appStore.getState().open('dashboard')
  ticketStore.getState().open()
}

function botCommand(bot: BotView): PaletteCommand {
  return bot.status === 'running'
    ? { group: 'Trading', words: `Stop ${bot.name}`, run: () => void stopBot(bot.id) }
    : { group: 'Trading', words: `Start ${bot.name}`, run: () => void startBot(bot.id) }
}
