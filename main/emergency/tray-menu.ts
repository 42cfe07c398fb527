import { type Standing, standingWords, stepWords } from './standing.ts'

export type TrayAction = 'halt' | 'cancel' | 'sell' | 'show' | 'quit'

export type TrayLine =
  | { readonly kind: 'words'; readonly label: string }
  | { readonly kind: 'line' }
  | {
      readonly kind: 'action'
      readonly label: string
      readonly action: TrayAction
      readonly isEnabled: boolean
    }

const LINE: TrayLine = { kind: 'line' }

/** What the tray says and offers: it is there while the window hangs. */
export function trayMenu(standing: Standing | null): readonly TrayLine[] {
  const isHalted = standing?.trading.state === 'halted'
  const isOpen = standing !== null
  return [
    words(standing === null ? 'No account is open' : standingWords(standing)),
    ...(standing?.killSwitch?.steps.map((step) => words(stepWords(step))) ?? []),
    LINE,
    action('Stop trading', 'halt', isOpen && !isHalted),
    action('Stop and cancel all orders', 'cancel', isOpen),
    action('Stop, cancel and sell…', 'sell', isOpen),
    LINE,
    action('Show Cryptobot', 'show', true),
    action('Quit Cryptobot', 'quit', true),
  ]
}

function words(label: string): TrayLine {
  return { kind: 'words', label }
}

function action(label: string, wanted: TrayAction, isEnabled: boolean): TrayLine {
  return { kind: 'action', label, action: wanted, isEnabled }
}
