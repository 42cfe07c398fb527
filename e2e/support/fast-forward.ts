import { Dashboard } from '../pages/dashboard.ts'
import type { RunningApp } from './running-app.ts'
import { expect } from './story.ts'

const FASTEST = 1_000
/** One candle in ten seconds: what is on the screen stays there while a story looks at it. */
const SLOWEST = 0.1

/**
 * Lets the market's time fly until something has come true, then stand nearly still. On the settings screen, because
 * drawing a thousand candles a second would take the machine from the engine.
 */
export async function fastForward(
  app: RunningApp,
  hasComeTrue: () => Promise<boolean> | boolean,
  pace = FASTEST,
): Promise<void> {
  const dashboard = new Dashboard(app.page)
  await dashboard.rail('Settings').click()
  await app.setPace(pace)
  await expect.poll(hasComeTrue).toBe(true)
  await app.setPace(SLOWEST)
  await dashboard.rail('Dashboard').click()
}

/** True once there are so many more candles than when it was made. */
export async function moreCandles(app: RunningApp, count: number): Promise<() => Promise<boolean>> {
  const last = async () => (await app.snapshot()).candles.openTime.at(-1) ?? 0
  const until = (await last()) + count * 60_000
  return async () => (await last()) >= until
}

/** Ends in the middle of a trade. At a pace at which a trade lasts long enough to be met. */
export async function forwardToPosition(app: RunningApp): Promise<void> {
  const holds = async () => (await app.snapshot()).status.portfolio.positions.length > 0
  // One that was at its end may be over before time stands still.
  do await fastForward(app, holds, 20)
  while (!(await holds()))
}
