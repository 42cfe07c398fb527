import type { Page } from '@playwright/test'
import { API_KEY, API_SECRET, FakeBinance } from '../fake-exchange/fake-binance.ts'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import { isOpen } from '../fake-exchange/matching/order.ts'
import { Dashboard } from '../pages/dashboard.ts'
import { OrderTicket } from '../pages/order-ticket.ts'
import { Screens } from '../pages/screens.ts'
import { Wizard } from '../pages/wizard.ts'
import { takePictures } from '../support/picture.ts'
import type { RunningApp } from '../support/running-app.ts'
import { test as base, expect } from '../support/story.ts'

const test = base.extend<{ readonly exchange: FakeBinance }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  exchange: async ({}, use) => {
    const exchange = new FakeBinance()
    exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '10000')
    await exchange.start()
    await use(exchange)
    await exchange.stop()
  },
})

/** On the page of the market: an address on this machine, then the key in its own window. */
async function addKey({ electron, page }: RunningApp, exchange: FakeBinance): Promise<void> {
  await page.getByLabel('Exchange of the key').selectOption('binance')
  await page.getByText('Another address for Binance').click()
  await page.getByLabel('Address of Binance').fill(exchange.url)
  await page.getByRole('button', { name: 'Save address' }).click()
  const opening = electron.waitForEvent('window')
  await page.getByRole('button', { name: 'Add a key…' }).click()
  const window: Page = await opening
  await window.getByLabel('API key').fill(API_KEY)
  await window.getByLabel('Secret').fill(API_SECRET)
  const closed = window.waitForEvent('close')
  await window.getByRole('button', { name: 'Try it and keep it' }).click()
  await closed
}

async function chooseMarket(app: RunningApp, mode: 'Live' | 'Testnet', exchange: FakeBinance) {
  const wizard = new Wizard(app.page)
  await wizard.acceptRisk()
  await wizard.choice(mode).check()
  await wizard.continueTo('market').click()
  await expect(wizard.continueTo('bot')).toBeDisabled()
  await addKey(app, exchange)
  await wizard.choice('Binance').check()
  await wizard.search('Symbol', 'BTC/USDT')
  return wizard
}

/** The numbers of what keeps it awake are given out from 0 on. */
function isKeptAwake({ electron }: RunningApp): Promise<boolean> {
  return electron.evaluate(({ powerSaveBlocker }) =>
    [0, 1, 2, 3].some((id) => powerSaveBlocker.isStarted(id)),
  )
}

async function startLive(app: RunningApp, exchange: FakeBinance): Promise<Dashboard> {
  const wizard = await chooseMarket(app, 'Live', exchange)
  await app.page.getByRole('radio', { name: '1m', exact: true }).check()
  await wizard.continueTo('bot').click()
  await wizard.skipToSummary()
  await wizard.armingWords.fill('I understand')
  await wizard.start.click()
  const dashboard = new Dashboard(app.page)
  await expect(dashboard.strip).toContainText('LIVE')
  return dashboard
}

test('real money trades once the words are typed, and is left again with another market', async ({
  openApp,
  exchange,
}) => {
  const app = await openApp()
  const wizard = await chooseMarket(app, 'Live', exchange)
  await app.page.getByRole('radio', { name: '1m', exact: true }).check()
  await takePictures(app, 'wizard-exchange')
  await wizard.continueTo('bot').click()
  await wizard.skipToSummary()
  await expect(wizard.answer('What the account holds at binance')).toBeVisible()
  await expect(wizard.start).toHaveText('Start SMA crossover with real money on BTC/USDT')
  await expect(wizard.start).toBeDisabled()
  await wizard.armingWords.fill('i understand')
  await expect(wizard.start).toBeDisabled()
  await wizard.armingWords.fill('I understand')
  await takePictures(app, 'wizard-arming')
  await wizard.start.click()

  const dashboard = new Dashboard(app.page)
  await expect(dashboard.strip).toContainText('LIVE')
  await expect(dashboard.bot).toContainText('Running')
  await expect(dashboard.equity).toHaveText('10,000.00 USDT')
  const screens = new Screens(app.page)
  await screens.open('Health')
  const told = app.page.getByRole('table', { name: 'What the exchange tells' })
  await expect(told).toContainText('Orders and fills')
  await expect(told.getByRole('row').filter({ hasText: 'Order book' })).toContainText('numbered')
  await takePictures(app, 'health-live', [told])
  await app.quit()

  const again = await openApp()
  const reopened = new Dashboard(again.page)
  await expect(reopened.strip).toContainText('LIVE')
  await expect(reopened.bot).toContainText('Running')
  await reopened.rail('Set up again').click()
  const next = new Wizard(again.page)
  await next.choice('Demo').check()
  await next.continueTo('market').click()
  await next.confirmFrom('market')
  await expect(reopened.strip).toContainText('DEMO')
})

test('back to paper takes one press, and asks where something would be left behind', async ({
  openApp,
  exchange,
}) => {
  const app = await openApp()
  const dashboard = await startLive(app, exchange)
  const paper = app.page.getByRole('switch', { name: 'Paper trading' })
  await expect(paper).not.toBeChecked()
  await dashboard.rail('Settings').click()
  await app.page.getByRole('checkbox', { name: 'Keep this computer awake' }).check()
  await expect.poll(() => isKeptAwake(app)).toBe(true)
  await dashboard.rail('Dashboard').click()
  await paper.click()
  await expect(dashboard.strip).toContainText('PAPER')
  await expect(dashboard.bot).toContainText('Running')
  await expect(paper).toBeChecked()
  await expect.poll(() => isKeptAwake(app)).toBe(false)

  await paper.click()
  const wizard = new Wizard(app.page)
  await expect(wizard.heading).toHaveText('Where does the real money trade?')
  await wizard.continueTo('bot').click()
  await wizard.skipToSummary()
  await wizard.armingWords.fill('I understand')
  await wizard.start.click()
  await expect(dashboard.strip).toContainText('LIVE')

  const ticket = new OrderTicket(app.page)
  await ticket.place({ type: 'Limit', quantity: '0.01', limit: '20000' })
  await expect.poll(() => exchange.engine.state.orders.all().filter(isOpen).length).toBe(1)
  await paper.click()
  const question = app.page.getByRole('alert', { name: 'Back to paper' })
  await expect(question).toContainText('1 order at work')
  await takePictures(app, 'back-to-paper', [question])
  await question.getByRole('button', { name: 'Stay' }).click()
  await expect(dashboard.strip).toContainText('LIVE')
  await paper.click()
  await question.getByRole('button', { name: 'Leave it, and go to paper' }).click()
  await expect(dashboard.strip).toContainText('PAPER')
  expect(exchange.engine.state.orders.all().filter(isOpen)).toHaveLength(1)
  await app.quit()

  const again = await openApp()
  await expect(new Dashboard(again.page).strip).toContainText('PAPER')
})

test('a testnet takes its key in the wizard, and asks for no balance', async ({
  openApp,
  exchange,
}) => {
  const app = await openApp()
  const wizard = await chooseMarket(app, 'Testnet', exchange)
  await wizard.continueTo('bot').click()
  await wizard.skipToSummary()
  await expect(wizard.armingWords).toBeHidden()
  await wizard.start.click()
  await expect(new Dashboard(app.page).strip).toContainText('TESTNET')
})
