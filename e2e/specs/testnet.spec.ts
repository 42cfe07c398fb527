import type { FakeBinance } from '../fake-exchange/fake-binance.ts'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import { isOpen } from '../fake-exchange/matching/order.ts'
import { Dashboard } from '../pages/dashboard.ts'
import { DriftInbox } from '../pages/drift-inbox.ts'
import { OrderTicket } from '../pages/order-ticket.ts'
import { Wizard } from '../pages/wizard.ts'
import { cryptobot } from '../support/command-line.ts'
import type { RunningApp } from '../support/running-app.ts'
import { expect, KEYS, TESTNET_ACCOUNT, test } from '../support/testnet-story.ts'

/** What is asked every few seconds, answered twice, takes its time. */
const SLOW = { timeout: 40_000 }
const ORDER = { quantity: '0.01', limit: '29000' }
const ORDER_PATHS = ['/api/v3/order', '/api/v3/openOrders', '/api/v3/allOrders', '/api/v3/myTrades']

test('a testnet account that the command line opened says TESTNET everywhere', async ({
  openApp,
  exchange,
  profile,
}) => {
  const { app, dashboard, ticket } = await openTestnet(openApp)
  await expect(app.page).toHaveTitle(/^TESTNET · Binance/)
  await expect(dashboard.strip).toContainText("the exchange's play money")
  await expect(dashboard.balances).toContainText('10,000.00')
  await expect(dashboard.bot).toBeHidden()
  await ticket.open()
  await ticket.fillIn(ORDER)
  await ticket.button('Review the order').click()
  await expect(ticket.send).toHaveText('Buy 0.01 BTC on testnet')
  await ticket.send.click()
  await expect(ticket.outcome).toContainText('at the exchange', SLOW)
  expect(openAtExchange(exchange)).toHaveLength(1)

  const place = [
    'place',
    '--profile',
    profile.directory,
    '--mode',
    'testnet',
    '--exchange',
    'binance',
  ]
  const wish = ['--symbol', 'BTC/USDT', '--side', 'sell', '--type', 'limit', '--quantity', '0.02']
  const placed = await cryptobot([...place, ...wish, '--price', '31000'])
  expect(placed, placed.errors).toMatchObject({ status: 0 })
  const rows = await dashboard.records('Orders')
  await expect(rows.first()).toContainText('sell')
  expect(openAtExchange(exchange)).toHaveLength(2)

  await dashboard.cancelAll.click()
  await expect(rows.first()).toContainText('cancelled', SLOW)
  await expect(rows.last()).toContainText('cancelled', SLOW)
  await expect.poll(() => openAtExchange(exchange), SLOW).toHaveLength(0)
})

test('an order without an answer is shown as unresolved, asked about, and found', async ({
  openApp,
  exchange,
  profile,
}) => {
  const { dashboard, ticket } = await openTestnet(openApp)
  exchange.streams.silence()
  exchange.failWith(
    { kind: 'reset' },
    { path: '/api/v3/order', method: 'POST', moment: 'after' },
    1,
  )
  for (const path of ORDER_PATHS) {
    exchange.failWith({ kind: 'server-error', status: 503 }, { path, method: 'GET' })
  }
  await ticket.place(ORDER)
  await expect(ticket.outcome).toContainText('unresolved', SLOW)
  await expect(ticket.outcome).toContainText('asking the exchange every 2 s')
  await expect(dashboard.unresolved).toContainText('Unresolved: buy 0.01 BTC/USDT.')
  await expect(dashboard.unresolved).toContainText('does not send again')
  const row = (await dashboard.records('Orders')).first()
  await expect(row).toContainText('asking the exchange every 2 s · since')
  expect(openAtExchange(exchange)).toHaveLength(1)

  exchange.calm()
  await expect(row).toContainText('at the exchange', SLOW)
  await expect(dashboard.unresolved).toBeHidden()
  expect(openAtExchange(exchange)).toHaveLength(1)
  expect(profile.ledger(TESTNET_ACCOUNT).orders).toMatchObject([{ state: 'open' }])
})

test('an order that somebody else placed lands in the inbox, and is cancelled from there', async ({
  openApp,
  exchange,
}) => {
  const { dashboard, ticket, inbox, app } = await openTestnet(openApp)
  await inbox.open()
  await expect(inbox.heading).toBeVisible()
  await expect(app.page.getByText("Our record and the exchange's agree.")).toBeVisible()
  await dashboard.rail('Dashboard').click()

  exchange.placeManually({ symbol: 'BTCUSDT', side: 'buy', quantity: '0.1', price: '25000' })
  await expect(inbox.banner).toContainText('An order that Cryptobot did not send.', SLOW)
  await expect(inbox.banner).toContainText('Entries in BTC and USDT wait')
  await ticket.open()
  await ticket.fillIn(ORDER)
  await ticket.button('Review the order').click()
  await ticket.send.click()
  await expect(ticket.refused).toContainText('differs')

  await inbox.banner.getByRole('button', { name: 'Decide' }).click()
  await expect(inbox.drifts).toContainText('buy 0.1 BTC at 25000')
  await inbox.choice('Cancel that order').click()
  await expect(inbox.question).toContainText('Cancel it at the exchange: buy 0.1 BTC at 25000?')
  await inbox.question.getByRole('button', { name: 'Cancel that order' }).click()
  await expect(inbox.drifts).toHaveCount(0, SLOW)
  await expect.poll(() => openAtExchange(exchange), SLOW).toHaveLength(0)
})

test('money that nothing explains is adopted, and the books agree again', async ({
  openApp,
  exchange,
}) => {
  const { dashboard, inbox } = await openTestnet(openApp)
  // As with a reward or a gift: no deposit is listed for it.
  exchange.failWith({ kind: 'answer', status: 200, body: [] }, '/sapi/v1/capital/deposit/hisrec')
  exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '500')
  await expect(async () => {
    await dashboard.page.getByRole('button', { name: 'Reconcile now' }).click()
    await expect(inbox.banner).toBeVisible({ timeout: 3_000 })
  }).toPass(SLOW)
  await inbox.open()
  await expect(inbox.drifts).toContainText('A balance differs')
  await expect(inbox.drifts).toContainText('10,500 USDT')
  await inbox.choice('Book the difference').click()
  await expect(inbox.question).toContainText('Change our balance from 10,000 USDT to 10,500 USDT?')
  await inbox.question.getByRole('button', { name: 'Book the difference' }).click()
  await expect(inbox.drifts).toHaveCount(0)
  await dashboard.rail('Dashboard').click()
  await expect(dashboard.balances).toContainText('10,500.00')
})

test('without its keys, the window says what is missing and offers another market', async ({
  openApp,
  exchange,
}) => {
  expect(exchange.url).toContain('127.0.0.1')
  const app = await openApp()
  const failure = app.page.getByRole('alert', { name: 'Cryptobot could not start trading' })
  await expect(failure).toContainText('no API keys')
  await expect(failure).toContainText('CRYPTOBOT_API_SECRET')
  await app.page.getByRole('button', { name: 'Set up another market' }).click()
  await expect(new Wizard(app.page).heading).toBeVisible()
})

type OpenApp = (environment: Readonly<Record<string, string>>) => Promise<RunningApp>

async function openTestnet(openApp: OpenApp) {
  const app = await openApp(KEYS)
  const dashboard = new Dashboard(app.page)
  await expect(dashboard.strip).toContainText('TESTNET', SLOW)
  await expect(dashboard.reconciliation).toContainText('Reconciled', SLOW)
  return { app, dashboard, ticket: new OrderTicket(app.page), inbox: new DriftInbox(app.page) }
}

function openAtExchange({ engine }: FakeBinance) {
  return engine.state.orders.all().filter(isOpen)
}
