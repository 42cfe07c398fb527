import type { Page } from '@playwright/test'
import type { FakeBinance } from '../fake-exchange/fake-binance.ts'
import { amount } from '../fake-exchange/matching/amount.ts'
import { isOpen } from '../fake-exchange/matching/order.ts'
import { Dashboard } from '../pages/dashboard.ts'
import { OrderTicket } from '../pages/order-ticket.ts'
import { Tray } from '../pages/tray.ts'
import { Wizard } from '../pages/wizard.ts'
import { cryptobot } from '../support/command-line.ts'
import { pressKeys } from '../support/press-keys.ts'
import type { RunningApp } from '../support/running-app.ts'
import { expect, KEYS, TESTNET_ACCOUNT, test } from '../support/testnet-story.ts'

/** The exchange is asked every few seconds, and each step only counts once it has confirmed it. */
const SLOW = { timeout: 40_000 }
/** What is left of 0.01 BTC after the fee. */
const HELD = amount('0.00999')
const SHORTCUT = 'CommandOrControl+Alt+Shift+H'

test.setTimeout(150_000)

test('the tray stops, cancels and sells while the window hangs', async ({
  openApp,
  exchange,
  profile,
}) => {
  const app = await openApp(KEYS)
  const tray = await Tray.watch(app.electron, 1)
  await holdAndWait(app, exchange)
  await expect.poll(() => tray.lines(), SLOW).toContain('TESTNET · active · 1 position')

  await hang(app.page)
  expect(await answers(app.page)).toBe(false)
  await tray.press('Stop, cancel and sell…')
  await expect.poll(() => openOrders(exchange), SLOW).toHaveLength(0)
  await expect.poll(() => soldQuantity(exchange), SLOW).toBe(HELD)
  await expect.poll(() => tray.lines(), SLOW).toContain('TESTNET · halted · nothing held')
  await expect
    .poll(async () => (await tray.lines()).join('\n'), SLOW)
    .toMatch(/Cancel all orders: confirmed[\s\S]*Sell everything: confirmed/)
  expect(await tray.dialogs()).toContain('Sell everything at the market?')
  expect(await answers(app.page)).toBe(false)
  expect(profile.ledger(TESTNET_ACCOUNT).orders.every(({ state }) => isEnded(state))).toBe(true)
  await app.kill()
})

test('the keys that halt from anywhere halt while the window hangs', async ({
  openApp,
  exchange,
  profile,
}) => {
  const app = await openApp(KEYS)
  const tray = await Tray.watch(app.electron, 1)
  await holdAndWait(app, exchange)
  await expect.poll(() => tray.lines(), SLOW).toContain('TESTNET · active · 1 position')

  await hang(app.page)
  expect(await answers(app.page)).toBe(false)
  await pressKeys('Control', 'Alt', 'Shift', 'H')
  await expect.poll(() => tray.lines(), SLOW).toContain('TESTNET · halted · 1 position')
  const size = ['--symbol', 'BTC/USDT', '--side', 'buy', '--quantity', '0.01']
  const where = ['--profile', profile.directory, '--mode', 'testnet', '--exchange', 'binance']
  const placed = await cryptobot(['place', ...where, ...size, '--type', 'market'])
  expect(placed, placed.errors).toMatchObject({ status: 2 })
  expect(placed.errors).toContain('You pressed the keys that halt trading.')
  // Neither cancelled nor sold: these keys only stop what is new.
  expect(openOrders(exchange)).toHaveLength(1)
  expect(soldQuantity(exchange)).toBe(0n)
  expect(await answers(app.page)).toBe(false)
  await app.kill()
})

test('the command line stops, cancels and sells while the window hangs', async ({
  openApp,
  exchange,
  profile,
}) => {
  const app = await openApp(KEYS)
  await holdAndWait(app, exchange)
  await hang(app.page)
  expect(await answers(app.page)).toBe(false)
  const there = ['--profile', profile.directory]
  const halted = await cryptobot(['halt', ...there, '--cancel-all', '--flatten'])
  expect(halted, halted.errors).toMatchObject({ status: 0 })
  expect(JSON.parse(halted.output)).toMatchObject({
    state: 'halted',
    openOrders: [],
    killSwitch: {
      steps: [
        { kind: 'halt', state: 'confirmed' },
        { kind: 'cancel', state: 'confirmed' },
        { kind: 'flatten', state: 'confirmed' },
      ],
    },
  })
  expect(openOrders(exchange)).toHaveLength(0)
  expect(soldQuantity(exchange)).toBe(HELD)
  expect(await answers(app.page)).toBe(false)
  expect(profile.ledger(TESTNET_ACCOUNT).orders.every(({ state }) => isEnded(state))).toBe(true)
  await app.kill()
})

test('a window that hangs is noticed, and trading can be stopped from the dialog', async ({
  openApp,
  exchange,
}) => {
  const app = await openApp(KEYS)
  const tray = await Tray.watch(app.electron, 1)
  await holdAndWait(app, exchange)
  await hang(app.page)
  const window = await app.electron.browserWindow(app.page)
  // Chromium says so only when somebody types into a window that hangs.
  await window.evaluate((shown) => shown.emit('unresponsive'))
  await expect.poll(async () => (await tray.lines())[0], SLOW).toMatch(/^TESTNET · halted/)
  expect((await tray.dialogs())[0]).toBe('The window does not respond.')
  expect(openOrders(exchange)).toHaveLength(1)
  await app.kill()
})

test('HALT offers to cancel and to sell, and shows each step until the exchange has confirmed it', async ({
  openApp,
  exchange,
}) => {
  const app = await openApp(KEYS)
  const dashboard = new Dashboard(app.page)
  await holdAndWait(app, exchange)
  await dashboard.halt.click()
  await expect(dashboard.halted).toBeVisible()
  expect(openOrders(exchange)).toHaveLength(1)

  await dashboard.tradingState.getByRole('button', { name: 'Cancel 1 order' }).click()
  await expect(dashboard.killSwitch).toContainText('Cancel all orders: confirmed', SLOW)
  expect(openOrders(exchange)).toHaveLength(0)
  expect(soldQuantity(exchange)).toBe(0n)

  await dashboard.tradingState.getByRole('button', { name: 'Sell everything…' }).click()
  await dashboard.tradingState.getByRole('button', { name: 'Keep it' }).click()
  await dashboard.tradingState.getByRole('button', { name: 'Sell everything…' }).click()
  await dashboard.tradingState.getByRole('button', { name: 'Sell 0.00999 BTC on testnet' }).click()
  await expect(dashboard.killSwitch).toContainText('Sell everything: confirmed', SLOW)
  expect(soldQuantity(exchange)).toBe(HELD)

  await dashboard.resume.click()
  await expect(dashboard.killSwitch).toBeHidden()
  await expect(dashboard.halt).toBeEnabled()
})

test('the system keeps the keys that halt from anywhere', async ({ openApp }) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  const isRegistered = () =>
    app.electron.evaluate(({ globalShortcut }, keys) => globalShortcut.isRegistered(keys), SHORTCUT)
  expect(await isRegistered()).toBe(true)
  await new Dashboard(app.page).rail('Settings').click()
  await expect(app.page.getByText('Halts trading at once.')).toBeVisible()
})

/** A position by hand, and an order that works far below the market. */
async function holdAndWait(app: RunningApp, exchange: FakeBinance): Promise<void> {
  const dashboard = new Dashboard(app.page)
  const ticket = new OrderTicket(app.page)
  await expect(dashboard.reconciliation).toContainText('Reconciled', SLOW)
  await ticket.open()
  await ticket.fillIn({ side: 'Buy', type: 'Market', quantity: '0.01' })
  await ticket.button('Review the order').click()
  await ticket.send.click()
  await expect(ticket.outcome).toContainText('filled', SLOW)
  await ticket.button('Another order').click()
  await ticket.fillIn({ side: 'Buy', type: 'Limit', quantity: '0.01', limit: '29000' })
  await ticket.button('Review the order').click()
  await ticket.send.click()
  await expect.poll(() => openOrders(exchange), SLOW).toHaveLength(1)
}

/** An endless loop in the page: it draws nothing and answers nothing from here on. */
async function hang(page: Page): Promise<void> {
  await page.evaluate(() => {
    setTimeout(() => {
      for (;;) performance.now()
    })
  })
}

async function answers(page: Page): Promise<boolean> {
  const answer = page.evaluate(() => true)
  const patience = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1_000))
  return Promise.race([answer, patience])
}

function openOrders({ engine }: FakeBinance) {
  return engine.state.orders.all().filter(isOpen)
}

function soldQuantity({ engine }: FakeBinance): bigint {
  const sales = engine.state.orders.all().filter(({ side }) => side === 'sell')
  return sales.reduce((sum, { filled }) => sum + filled, 0n)
}

function isEnded(state: string): boolean {
  return ['filled', 'cancelled', 'rejected', 'absent'].includes(state)
}
