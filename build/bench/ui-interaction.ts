import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { newOrder, nextOrder, type Order } from '../../app/domain/order.ts'
import { price, sampleIntent } from '../../app/domain/sample-market.fixture.ts'
import { defineAccount } from '../../app/engine/session/account-definition.ts'
import { DEMO_SOURCE } from '../../app/engine/session/profile-documents.ts'
import { clientOrderId, ID_PREFIX } from '../../app/execution/client-order-id.ts'
import { AccountStores } from '../../app/storage/account-stores.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { projectFolder } from '../setup/project-folder.ts'
import { launch, prepareProfile, withBuiltApp } from './benched-app.ts'
import { absolute, type Benchmark, percentile } from './measurement.ts'

const GOAL_MS = 50
const ORDERS = 10_000
const LOG_LINES = 500_000
const ROUNDS = 6
/** Chromium tells of no interaction that was painted sooner; one of which it told nothing counts as if it took so long. */
const TOLD_MS_MIN = 16

/**
 * From a key or a click to the next paint, in a window that a long life has filled: orders and a decision log, candles and
 * equity on the chart, and a market that goes on meanwhile.
 */
export const uiInteraction: Benchmark = {
  run: () =>
    withBuiltApp(async (folder, desktop) => {
      const profile = join(folder, 'profile')
      await prepareProfile(profile)
      fillLedger(new ProfilePaths(profile).account(defineAccount(DEMO_SOURCE).id))
      const app = await launch([projectFolder, '--profile', profile], desktop)
      try {
        const page = await app.firstWindow()
        await page.waitForSelector('[data-ready=dashboard]', { state: 'attached' })
        await page.evaluate(LISTEN)
        const done = await interact(page)
        const told = await page.evaluate<number[]>(DURATIONS)
        const untold = Array.from({ length: Math.max(0, done - told.length) }, () => TOLD_MS_MIN)
        const ours = percentile([...told, ...untold], 95)
        return [absolute({ name: 'ui.interaction-p95', unit: 'ms', goal: GOAL_MS, ours })]
      } finally {
        await app.close()
      }
    }),
}

function fillLedger(directory: string): void {
  const stores = new AccountStores(directory)
  stores.ledger().insertOrders(Array.from({ length: ORDERS }, (_, index) => cancelledOrder(index)))
  stores.close()
  const ledger = new Database(join(directory, 'ledger.db'))
  ledger
    .prepare(
      `WITH RECURSIVE line (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM line WHERE number < ?)
       INSERT INTO decisions (time, bot_id, kind, reason, detail, intent_id)
       SELECT number, 'bench', 'watching', 'the fast average is above the slow one', 'Fast 30,000', NULL
       FROM line`,
    )
    .run(LOG_LINES)
  ledger.close()
}

function cancelledOrder(index: number): Order {
  const intent = sampleIntent({
    intentId: `bench-${index}-e`,
    type: 'limit',
    limitPrice: price('20000'),
  })
  const id = clientOrderId(ID_PREFIX, intent.intentId)
  const order = newOrder({ intent, clientOrderId: id, payload: '{}', time: index })
  return nextOrder(order, {
    kind: 'rejected',
    clientOrderId: id,
    reason: 'the balance does not suffice',
    time: index,
  })
}

/** What somebody does in a window that is open all day; returns how many keys and clicks it were. */
async function interact(page: Page): Promise<number> {
  let count = 0
  const click = async (target: Locator) => {
    await target.click()
    count += 1
  }
  const press = async (key: string, times = 1) => {
    for (let time = 0; time < times; time += 1) await page.keyboard.press(key)
    count += times
  }
  const rail = (word: string) =>
    page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: word })
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const tab of ['Orders', 'Fills', 'Decisions', 'Orders']) {
      await click(page.getByRole('tab', { name: tab }))
    }
    await page.getByRole('table', { name: 'Orders' }).locator('..').focus()
    await press('PageDown', 8)
    await press('End')
    await press('Home')
    await click(page.getByRole('img', { name: /^Candle chart/ }))
    for (const screen of ['Risk', 'Health', 'Settings', 'Dashboard']) await click(rail(screen))
    await press('Control+k')
    await page.getByRole('dialog').waitFor()
    for (const letter of 'halt') await press(letter)
    await press('Escape')
  }
  return count
}

/** Runs in the page. One interaction is told of in several events, of which the slowest counts. */
const LISTEN = `
  window.slowest = new Map()
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId) slowest.set(interactionId, Math.max(slowest.get(interactionId) ?? 0, duration))
    }
  }).observe({ type: 'event', durationThreshold: ${TOLD_MS_MIN} })
`

/** Runs in the page. Two frames after the last interaction that has been painted, and told of. */
const DURATIONS = `new Promise((resolve) => {
  const tell = () => resolve([...slowest.values()])
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(tell)))
})`
