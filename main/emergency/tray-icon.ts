import type { Mode } from '../../app/domain/mode.ts'
import type { TradingState } from '../../app/domain/trading-state.ts'

/** Drawn at twice the size it is shown with. */
export const ICON_SIZE = 32

type Colour = readonly [red: number, green: number, blue: number]

/** Those of the window's theme, reserved for the mode. */
const MODE_COLOURS: Readonly<Record<Mode, Colour>> = {
  demo: [0x6d, 0x45, 0xd9],
  paper: [0x25, 0x63, 0xeb],
  testnet: [0x0f, 0x76, 0x6e],
  live: [0xc2, 0x41, 0x0c],
}
const NO_ACCOUNT: Colour = [0x7b, 0x87, 0x98]
const WHITE: Colour = [0xff, 0xff, 0xff]
const CORNER = 7
/** The hatch of live money, as in the window. */
const HATCH_WIDTH = 4
const HATCH_SHADE = 0.78

/** The icon as BGRA pixels: the mode's colour, with a mark for what trading does. */
export function trayIcon(mode: Mode | null, state: TradingState): Buffer {
  const pixels = Buffer.alloc(ICON_SIZE * ICON_SIZE * 4)
  for (let y = 0; y < ICON_SIZE; y += 1) {
    for (let x = 0; x < ICON_SIZE; x += 1) {
      if (!isInside(x, y)) continue
      const [red, green, blue] = isMark(state, x, y) ? WHITE : ground(mode, x, y)
      pixels.set([blue, green, red, 0xff], (y * ICON_SIZE + x) * 4)
    }
  }
  return pixels
}

function ground(mode: Mode | null, x: number, y: number): Colour {
  if (mode === null) return NO_ACCOUNT
  const [red, green, blue] = MODE_COLOURS[mode]
  const isShaded = mode === 'live' && Math.floor((x + y) / HATCH_WIDTH) % 2 === 0
  if (!isShaded) return [red, green, blue]
  return [red * HATCH_SHADE, green * HATCH_SHADE, blue * HATCH_SHADE]
}

/** A square with round corners. */
function isInside(x: number, y: number): boolean {
  const beyond = (at: number) => Math.max(CORNER - 0.5 - at, at - (ICON_SIZE - 0.5 - CORNER), 0)
  return Math.hypot(beyond(x), beyond(y)) <= CORNER
}

/** At work a triangle, reducing a bar, halted a square: it reads without colour. */
function isMark(state: TradingState, x: number, y: number): boolean {
  const [right, down] = [x - ICON_SIZE / 2 + 0.5, y - ICON_SIZE / 2 + 0.5]
  if (state === 'halted') return Math.abs(right) < 7 && Math.abs(down) < 7
  if (state === 'reducing') return Math.abs(right) < 8 && Math.abs(down) < 3
  return right > -6 && right < 9 && Math.abs(down) < (9 - right) * 0.6
}
