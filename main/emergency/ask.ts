import { dialog } from 'electron'
import { desktopNotifier } from '../window/desktop-notifier.ts'

/** A dialog of its own: one that belongs to a window hangs with it. */
export async function askToSell(): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Cryptobot',
    message: 'Sell everything at the market?',
    detail:
      'Trading is halted already. All orders are cancelled first, then every position is sold at the market. This cannot be taken back.',
    buttons: ['Keep the positions', 'Cancel and sell'],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}

export type HangAnswer = 'wait' | 'halt' | 'sell' | 'reload'

const HANG_ANSWERS: readonly HangAnswer[] = ['wait', 'halt', 'sell', 'reload']

/** Asked while the window hangs; `over` closes it when the window answers again. */
export async function askAboutHang(over: AbortSignal): Promise<HangAnswer> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Cryptobot',
    message: 'The window does not respond.',
    detail:
      'The engine goes on without it: bots trade, stops are kept. You can stop trading from here, wait, or load the window again.',
    buttons: ['Wait', 'Stop trading', 'Stop, cancel and sell…', 'Reload the window'],
    defaultId: 0,
    cancelId: 0,
    signal: over,
  })
  return HANG_ANSWERS[response] ?? 'wait'
}

/** Where the window may not be seen; in a dialog where the system shows no notifications. */
export async function tell(title: string, body: string): Promise<void> {
  const shown = await desktopNotifier.show(title, body)
  if (shown.ok) return
  await dialog.showMessageBox({ type: 'info', title: 'Cryptobot', message: title, detail: body })
}
