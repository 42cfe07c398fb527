import { Dashboard } from '../pages/dashboard.ts'
import { OrderTicket } from '../pages/order-ticket.ts'
import { Wizard } from '../pages/wizard.ts'
import { cryptobot } from '../support/command-line.ts'
import { fastForward, moreCandles } from '../support/fast-forward.ts'
import type { Profile } from '../support/profile.ts'
import type { RunningApp } from '../support/running-app.ts'
import { test as base, expect } from '../support/story.ts'

const ACCOUNT = 'demo-7'
const FAR_BELOW = { quantity: '0.01', limit: '20000' }

type Stage = {
  readonly app: RunningApp
  readonly dashboard: Dashboard
  readonly ticket: OrderTicket
}

/** The demo market nearly standing still, with its bot at rest: whatever happens is done by hand. */
const test = base.extend<{ readonly stage: Stage }>({
  stage: async ({ openApp }, use) => {
    const app = await openApp()
    const dashboard = new Dashboard(app.page)
    await new Wizard(app.page).startDemo()
    await dashboard.botButton('Stop').click()
    await app.setPace(0.1)
    await expect(dashboard.reconciliation).toHaveText('Reconciled')
    await use({ app, dashboard, ticket: new OrderTicket(app.page) })
  },
})

test('a limit order is reviewed, sent, seen at work, and cancelled', async ({ stage, profile }) => {
  const { dashboard, ticket } = stage
  await ticket.open()
  await expect(ticket.quantity).toBeFocused()
  await ticket.fillIn(FAR_BELOW)
  await expect(ticket.region).toContainText('200.00 USDT')
  await ticket.button('Review the order').click()
  await expect(ticket.region).toContainText('Buy 0.01 BTC at 20,000 USDT or better')
  await expect(ticket.send).toHaveText('Buy 0.01 BTC on demo')
  expect(manualOrders(profile)).toHaveLength(0)
  await ticket.send.click()
  await expect(ticket.outcome).toContainText('open')
  await expect(ticket.outcome).toContainText('at the simulated exchange')

  const row = (await dashboard.records('Orders')).first()
  await expect(row).toContainText('limit')
  await expect(row).toContainText('at the simulated exchange')
  await row.getByRole('button', { name: /^Cancel buy/ }).click()
  await expect(row).toContainText('cancelled')
  await expect(ticket.outcome).toContainText('cancelled')
  expect(manualOrders(profile)).toMatchObject([{ state: 'cancelled' }])
})

test('what our rules refuse is said where it was typed, and nothing is sent', async ({
  stage,
  profile,
}) => {
  const { ticket } = stage
  await ticket.open()
  await ticket.button('Review the order').click()
  await expect(ticket.region).toContainText('Enter how much BTC to buy.')
  await expect(ticket.region).toContainText('Enter the limit price in USDT.')

  await ticket.fillIn({ quantity: '4', limit: '20000' })
  await ticket.button('Review the order').click()
  await expect(ticket.send).toBeDisabled()
  await expect(ticket.region).toContainText(/A large order: 800\s% of your equity\./)
  await ticket.largeBox.check()
  await ticket.send.click()
  await expect(ticket.region).toContainText('Refused: 10000 USDT are free, 80000 would be needed')
  await expect(ticket.quantity).toHaveAttribute('aria-invalid', 'true')

  await stage.dashboard.halt.click()
  await ticket.fillIn(FAR_BELOW)
  await ticket.button('Review the order').click()
  await ticket.send.click()
  await expect(ticket.refused).toContainText('trading is halted')
  expect(manualOrders(profile)).toHaveLength(0)
})

test('a market order fills, shows among the fills, and can be sold again', async ({
  stage,
  profile,
}) => {
  const { app, dashboard, ticket } = stage
  await ticket.place({ type: 'Market', quantity: '0.01' })
  await fastForward(app, await moreCandles(app, 2))
  const fill = (await dashboard.records('Fills')).first()
  await expect(fill).toContainText('buy')
  await expect(fill).toContainText('0.01')
  await expect(dashboard.position).toContainText('you, by hand')

  await ticket.region.getByRole('radio', { name: 'Sell' }).check()
  await ticket.region.getByRole('button', { name: '100 % of what is free' }).click()
  await expect(ticket.quantity).toHaveValue('0.01')
  await ticket.region.getByLabel('Type').selectOption({ label: 'Market' })
  await ticket.button('Review the order').click()
  await expect(ticket.send).toHaveText('Sell 0.01 BTC on demo')
  await ticket.send.click()
  await fastForward(app, await moreCandles(app, 2))
  await expect((await dashboard.records('Fills')).first()).toContainText('sell')
  expect(manualOrders(profile)).toMatchObject([{ state: 'filled' }, { state: 'filled' }])
})

test('all orders are cancelled with one press that says how many', async ({ stage, profile }) => {
  const { dashboard, ticket } = stage
  await ticket.place(FAR_BELOW)
  await ticket.button('Another order').click()
  await ticket.fillIn({ quantity: '0.02', limit: '19000' })
  await ticket.button('Review the order').click()
  await ticket.send.click()
  await expect(dashboard.cancelAll).toHaveText('Cancel all 2 orders')
  await dashboard.cancelAll.click()
  await expect(dashboard.cancelAll).toBeHidden()
  expect(manualOrders(profile)).toMatchObject([{ state: 'cancelled' }, { state: 'cancelled' }])
})

test('an order needs no mouse, and Enter sends only what was reviewed', async ({
  stage,
  profile,
}) => {
  const { app, ticket } = stage
  const { keyboard } = app.page
  await keyboard.press('Control+k')
  await app.page.getByRole('dialog').getByRole('combobox').fill('new order')
  await keyboard.press('Enter')
  await expect(ticket.quantity).toBeFocused()
  await keyboard.type('0.01')
  await keyboard.press('Enter')
  await expect(ticket.region).toContainText('Enter the limit price in USDT.')
  await keyboard.press('Shift+Tab')
  await keyboard.press('Shift+Tab')
  await expect(ticket.limitPrice).toBeFocused()
  await keyboard.type('20000')
  await keyboard.press('Enter')
  await expect(ticket.send).toBeFocused()
  await keyboard.press('Escape')
  await expect(ticket.limitPrice).toHaveValue('20000')
  await keyboard.press('Enter')
  await expect(ticket.send).toBeFocused()
  expect(manualOrders(profile)).toHaveLength(0)
  await keyboard.press('Enter')
  await expect(ticket.outcome).toContainText('open')
  await keyboard.press('Escape')
  await expect(ticket.region).toBeHidden()
  expect(manualOrders(profile)).toHaveLength(1)
})

test('pressed again and again, the button sends one order', async ({ stage, profile }) => {
  const { ticket } = stage
  await ticket.open()
  await ticket.fillIn(FAR_BELOW)
  await ticket.button('Review the order').click()
  await ticket.send.evaluate((button: HTMLButtonElement) => {
    for (let press = 0; press < 5; press += 1) button.click()
  })
  await expect(ticket.outcome).toContainText('open')
  expect(manualOrders(profile)).toHaveLength(1)
})

test('the command line talks to the engine of the window, and to no other account', async ({
  stage,
  profile,
}) => {
  const { dashboard } = stage
  const order = ['--symbol', 'BTC/USDT', '--side', 'buy', '--type', 'limit']
  const wish = [...order, '--quantity', '0.01', '--price', '20000', '--intent', 'by-cli']
  const there = ['--profile', profile.directory]
  const placed = await cryptobot(['place', ...there, '--mode', 'demo', ...wish])
  expect(placed, placed.errors).toMatchObject({ status: 0 })
  const row = (await dashboard.records('Orders')).first()
  await expect(row).toContainText('at the simulated exchange')
  const again = await cryptobot(['place', ...there, '--mode', 'demo', ...wish])
  expect(again).toMatchObject({ status: 0 })
  expect(manualOrders(profile)).toHaveLength(1)

  const elsewhere = await cryptobot([
    'place',
    ...there,
    '--mode',
    'testnet',
    '--exchange',
    'binance',
    ...order,
    '--quantity',
    '1',
    '--price',
    '9',
  ])
  expect(elsewhere).toMatchObject({ status: 1, errors: expect.stringContaining('another account') })
  expect(manualOrders(profile)).toHaveLength(1)

  expect(await cryptobot(['halt', ...there, '--cancel-all'])).toMatchObject({ status: 0 })
  await expect(dashboard.tradingState).toContainText('Halted from the command line')
  await expect(row).toContainText('cancelled')
})

function manualOrders(profile: Profile) {
  return profile.ledger(ACCOUNT).orders.filter(({ intent_id: id }) => !id.startsWith('bot1'))
}
