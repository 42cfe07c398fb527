import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { parsed } from '../control/parsed.ts'

const FILE = 'unexpected-end.json'

/** What the watchdog left behind for the next start. */
const unexpectedEnd = z.object({ time: z.number().int(), openOrders: z.number().int() })
export type UnexpectedEnd = z.infer<typeof unexpectedEnd>

export function leaveUnexpectedEnd(directory: string, { time, openOrders }: UnexpectedEnd): void {
  writeFileSync(join(directory, FILE), JSON.stringify({ time, openOrders }), { mode: 0o600 })
}

/** How the last run ended, where that was unexpected; told once. */
export function takeUnexpectedEnd(directory: string): UnexpectedEnd | undefined {
  const path = join(directory, FILE)
  try {
    const found = unexpectedEnd.safeParse(parsed(readFileSync(path, 'utf8')))
    rmSync(path)
    return found.data
  } catch {
    // There is none, or it cannot be taken away; either way there is nothing to be told with certainty.
    return undefined
  }
}

export function unexpectedEndText({ time, openOrders }: UnexpectedEnd): string {
  const orders =
    openOrders === 0
      ? 'no orders were open'
      : openOrders === 1
        ? '1 order was open'
        : `${openOrders} orders were open`
  return `Cryptobot ended unexpectedly at ${clockTime(time)}; ${orders}.`
}

/** Of the day, and the day, where the machine is. */
function clockTime(time: number): string {
  const date = new Date(time)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${two(date.getHours())}:${two(date.getMinutes())} on ${day}`
}
