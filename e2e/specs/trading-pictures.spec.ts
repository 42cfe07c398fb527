import { z } from 'zod'
import type { FakeBinance } from '../fake-exchange/fake-binance.ts'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import { Dashboard } from '../pages/dashboard.ts'
import { DriftInbox } from '../pages/drift-inbox.ts'
import { OrderTicket } from '../pages/order-ticket.ts'
import { takePicturesAtBothEnds } from '../support/picture.ts'
import { expect, KEYS, test } from '../support/testnet-story.ts'

const SLOW = { timeout: 40_000 }
const ORDER_PATHS = ['/api/v3/order', '/api/v3/openOrders', '/api/v3/allOrders', '/api/v3/myTrades']

test.use({ btcPrice: null })
// Many pictures, of which each waits until it is drawn.
test.setTimeout(240_000)

test('the ticket, orders at work and the drift inbox fit, in dark and in light', async ({
  openApp,
  exchange,
}) => {
  const app = await openApp(KEYS)
  const dashboard = new Dashboard(app.page)
  const ticket = new OrderTicket(app.page)
  const inbox = new DriftInbox(app.page)
  await expect(dashboard.reconciliation).toContainText('Reconciled', SLOW)
  await expect.poll(() => dashboard.paintedShare(), SLOW).toBeGreaterThan(0.8)
  const price = Math.round(lastPrice(exchange))

  await ticket.open()
  await ticket.fillIn({ quantity: '0.01', limit: String(price - 200) })
  await ticket.button('Review the order').click()
  await ticket.send.click()
  await expect(ticket.outcome).toContainText('at the exchange', SLOW)
  await ticket.button('Another order').click()
  await ticket.fillIn({ side: 'Sell', quantity: '0.05', limit: String(price + 400) })
  await ticket.button('Review the order').click()
  await ticket.send.click()
  await expect(ticket.outcome).toContainText('at the exchange', SLOW)
  await ticket.button('Another order').click()
  await ticket.fillIn({ side: 'Buy', quantity: '0.012', limit: String(price - 150) })
  const always = [dashboard.halt, dashboard.equity, dashboard.reconciliation, dashboard.cancelAll]
  await takePicturesAtBothEnds(app, 'order-ticket', [
    ...always,
    ticket.quantity,
    ticket.button('Review the order'),
  ])

  await ticket.fillIn({ quantity: '0.18', limit: String(price - 150) })
  await ticket.button('Review the order').click()
  await ticket.largeBox.check()
  await takePicturesAtBothEnds(app, 'order-review', [...always, ticket.send])
  await ticket.button('Change it').click()
  await ticket.fillIn({ quantity: '4', limit: String(price - 150) })
  await ticket.button('Review the order').click()
  await ticket.largeBox.check()
  await ticket.send.click()
  await expect(ticket.region).toContainText('Refused:')
  await takePicturesAtBothEnds(app, 'order-refused', [...always, ticket.quantity])

  await ticket.fillIn({ quantity: '0.012', limit: String(price - 150) })
  await ticket.button('Review the order').click()
  exchange.streams.silence()
  exchange.failWith(
    { kind: 'reset' },
    { path: '/api/v3/order', method: 'POST', moment: 'after' },
    1,
  )
  for (const path of ORDER_PATHS) {
    exchange.failWith({ kind: 'server-error', status: 503 }, { path, method: 'GET' })
  }
  await ticket.send.click()
  await expect(dashboard.unresolved).toBeVisible(SLOW)
  await takePicturesAtBothEnds(app, 'unresolved-order', [
    dashboard.halt,
    dashboard.unresolved,
    dashboard.cancelAll,
    ticket.outcome,
  ])
  exchange.calm()
  await expect(dashboard.unresolved).toBeHidden(SLOW)
  await ticket.button('Close').click()

  await inbox.open()
  await takePicturesAtBothEnds(app, 'drift-inbox-empty', [inbox.heading, dashboard.halt])
  exchange.failWith({ kind: 'answer', status: 200, body: [] }, '/sapi/v1/capital/deposit/hisrec')
  exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '500')
  exchange.placeManually({
    symbol: 'BTCUSDT',
    side: 'buy',
    quantity: '0.1',
    price: String(price - 2_000),
  })
  await expect(inbox.drifts).toHaveCount(2, { timeout: 55_000 })
  await takePicturesAtBothEnds(app, 'drift-inbox', [inbox.heading, dashboard.halt])
  await inbox.choice('Cancel that order').click()
  await takePicturesAtBothEnds(app, 'drift-question', [inbox.question, dashboard.halt])
  await inbox.question.getByRole('button', { name: 'Leave it as it is' }).click()
  await inbox.choice('Take it over').click()
  await takePicturesAtBothEnds(app, 'drift-take-over', [inbox.question, dashboard.halt])
  await inbox.question.getByRole('button', { name: 'Leave it as it is' }).click()
  await dashboard.rail('Dashboard').click()
  await takePicturesAtBothEnds(app, 'dashboard-testnet', [dashboard.halt, inbox.banner])
})

test('what is missing when there are no keys fits, in dark and in light', async ({
  openApp,
  exchange,
}) => {
  expect(exchange.url).toContain('127.0.0.1')
  const app = await openApp()
  const wayOut = app.page.getByRole('button', { name: 'Set up another market' })
  await takePicturesAtBothEnds(app, 'no-keys', [wayOut])
})

function lastPrice(exchange: FakeBinance): number {
  const { body } = exchange.answer('/api/v3/ticker/price?symbol=BTCUSDT')
  return Number(z.object({ price: z.string() }).parse(JSON.parse(body)).price)
}
