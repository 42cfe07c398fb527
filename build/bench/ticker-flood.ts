import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import type { ElectronApplication, Page } from '@playwright/test'
import { DEFAULT_SETTINGS } from '../../app/contract/settings.ts'
import { NO_LISTENER } from '../../app/engine/engine-listener.ts'
import { Workspace } from '../../app/engine/session/workspace.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { NO_KEYS } from '../../app/ports/key-source.ts'
import { projectFolder } from '../setup/project-folder.ts'
import { launch, prepareProfile, withBuiltApp } from './benched-app.ts'
import { absolute, type Benchmark, type Measurement } from './measurement.ts'
import { TICKER_MARKETS, type TickerEnd } from './ticker-plan.ts'

const MESSAGES_PER_SECOND = 20_000
const SECONDS = 20
const GOALS = { delayMs: 10, updatesPerSecond: 10, lateMs: 1_000 }
/** All markets are subscribed to within it. */
const SETTLE_MS = 4_000
const CATCH_UP_MS_MAX = 60_000
const FIRST = 'C0/USDT'

/**
 * A thousand watched markets whose prices are streamed at 20,000 messages a second, in the real window with a bot at work
 * beside: how long anything waits in the main process, how often the list is drawn, and how late its last price is.
 */
export const tickerFlood: Benchmark = {
  run: () =>
    withBuiltApp(async (folder, desktop) => {
      const server = fork(new URL('./ticker-server.ts', import.meta.url))
      try {
        const [port] = await once(server, 'message')
        const profile = join(folder, 'profile')
        await prepareProfile(profile)
        watchAll(profile, `http://127.0.0.1:${port}`)
        const app = await launch([projectFolder, '--profile', profile], desktop)
        try {
          return await measure(app, server)
        } finally {
          await app.close()
        }
      } finally {
        server.kill()
      }
    }),
}

function watchAll(directory: string, url: string): void {
  const observers = { publish: () => undefined, listener: NO_LISTENER }
  const workspace = new Workspace({ directory, clock: systemClock, keys: NO_KEYS, observers })
  workspace.saveSettings({ ...DEFAULT_SETTINGS, exchangeUrls: { binance: url } }, 'command-line')
  const symbols = TICKER_MARKETS.map((id) => `${id.replace('USDT', '')}/USDT`)
  workspace.saveDocument('watch-list', { exchangeId: 'binance', watched: { binance: symbols } })
  workspace.close()
}

async function measure(
  app: ElectronApplication,
  server: ChildProcess,
): Promise<readonly Measurement[]> {
  const page = await app.firstWindow()
  await page.waitForSelector('[data-ready=dashboard]', { state: 'attached' })
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('button', { name: 'Markets' })
    .click()
  await page
    .getByRole('table', { name: 'Markets' })
    .getByText('1.00', { exact: true })
    .first()
    .waitFor()
  await later(SETTLE_MS)
  await page.evaluate(COUNT)
  await app.evaluate(START_WATCH)
  const ended = once(server, 'message')
  server.send({ messagesPerSecond: MESSAGES_PER_SECOND, seconds: SECONDS })
  const [end]: TickerEnd[] = await ended
  if (end === undefined) throw new Error('the flood did not end')
  const endedAt = performance.now()
  const delayMs = await app.evaluate(READ_WATCH)
  const updates = await page.evaluate<number>('window.drawn')
  await shows(page, end.lastPrice)
  const lateMs = performance.now() - endedAt
  return [
    absolute({ name: 'tickers.flood', ours: delayMs, unit: 'ms', goal: GOALS.delayMs }),
    absolute({
      ...{ name: 'tickers.flood-drawn', unit: 'times/s', goal: GOALS.updatesPerSecond },
      ours: updates / SECONDS,
    }),
    absolute({ name: 'tickers.flood-late', ours: lateMs, unit: 'ms', goal: GOALS.lateMs }),
  ]
}

async function shows(page: Page, price: string): Promise<void> {
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: FIRST, exact: true }) })
  await row.getByText(price, { exact: true }).waitFor({ timeout: CATCH_UP_MS_MAX })
}

/** Runs in the page: an observer is told once of all that was drawn together. */
const COUNT = `
  window.drawn = 0
  new MutationObserver(() => { window.drawn += 1 }).observe(document.querySelector('table[aria-label=Markets]'), {
    subtree: true, childList: true, characterData: true, attributes: true,
  })
`

/** Both run in the main process. */
function START_WATCH(): void {
  const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  Reflect.set(globalThis, 'benchedDelay', delay)
}

function READ_WATCH(): number {
  const delay = Reflect.get(globalThis, 'benchedDelay')
  delay.disable()
  return delay.percentile(99) / 1e6
}
