import { Dashboard } from '../pages/dashboard.ts'
import { OrderTicket } from '../pages/order-ticket.ts'
import { Wizard } from '../pages/wizard.ts'
import { fastForward, moreCandles } from '../support/fast-forward.ts'
import { takePicturesAtBothEnds } from '../support/picture.ts'
import type { RunningApp } from '../support/running-app.ts'
import { test as base, expect } from '../support/story.ts'

type Stage = {
  readonly app: RunningApp
  readonly dashboard: Dashboard
  readonly ticket: OrderTicket
  /** What was last paid, in whole units. */
  readonly price: () => Promise<number>
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
    const price = async () => {
      const { candles } = await app.snapshot()
      return Math.round(Number(candles.close.at(-1)))
    }
    await use({ app, dashboard, ticket: new OrderTicket(app.page), price })
  },
})

// Pictures wait until they are drawn.
test.setTimeout(180_000)

test('what is held gets a stop and a target, and nothing else may sell the same', async ({
  stage,
  profile,
}) => {
  const { app, dashboard, ticket, price } = stage
  await ticket.place({ type: 'Market', quantity: '0.02' })
  await fastForward(app, await moreCandles(app, 2))
  await expect(dashboard.position).toContainText('you, by hand')
  const last = await price()

  const pair = {
    type: 'Stop and target (OCO)',
    quantity: '0.02',
    stop: String(last + 500),
    target: String(last + 1_000),
  } as const
  await ticket.fillIn({ side: 'Sell', ...pair })
  await ticket.button('Review the order').click()
  await expect(ticket.region).toContainText('The stop has to be below the last price.')
  await ticket.fillIn({ ...pair, stop: String(last - 1_000) })
  await takePicturesAtBothEnds(app, 'ticket-pair', [
    dashboard.halt,
    ticket.quantity,
    ticket.button('Review the order'),
  ])
  await ticket.button('Review the order').click()
  await expect(ticket.region).toContainText('or rises to')
  await ticket.send.click()
  await expect(ticket.outcome).toBeVisible()
  await ticket.button('Another order').click()
  await ticket.fillIn({ ...pair, stop: String(last - 900) })
  await ticket.button('Review the order').click()
  await ticket.send.click()
  await expect(ticket.region).toContainText('0 BTC are for no other sale by hand')
  await expect(await dashboard.records('Orders')).toHaveCount(3)
  const records = app.page.getByRole('region', { name: 'Records' })
  await takePicturesAtBothEnds(app, 'ticket-pair-at-work', [dashboard.halt, ticket.quantity])
  expect(await isScrolledSideways(app)).toBe(false)
  await expect(records).toContainText('take-profit')
  const waiting = profile.ledger('demo-7').orders.filter(({ state }) => state === 'waiting')
  expect(waiting).toHaveLength(2)
})

test('a trailing stop says what it follows, and is refused without a distance', async ({
  stage,
}) => {
  const { app, ticket } = stage
  await ticket.place({ type: 'Market', quantity: '0.02' })
  await fastForward(app, await moreCandles(app, 2))
  await ticket.fillIn({ side: 'Sell', type: 'Trailing stop', quantity: '0.02' })
  await ticket.button('Review the order').click()
  await expect(ticket.region).toContainText('Enter how many percent it stays behind')
  await ticket.region.getByLabel('Stays behind by').fill('2.5')
  await takePicturesAtBothEnds(app, 'ticket-trailing', [ticket.button('Review the order')])
  await ticket.button('Review the order').click()
  await expect(ticket.region).toContainText('once the price falls 2.5 % from its highest')
  await ticket.send.click()
  await expect(ticket.outcome).toContainText('watched')
})

test('a purchase has limits and exits of its own, and says what it may cost', async ({
  stage,
  profile,
}) => {
  const { app, dashboard, ticket, price } = stage
  const last = await price()
  await ticket.open()
  await ticket.fillIn({ quantity: '0.02', limit: String(Math.round(last * 1.05)) })
  await ticket.region.getByText('More', { exact: true }).click()
  await ticket.priceField('Then stop the loss at').fill(String(last + 10_000))
  await ticket.region.getByLabel('Price collar of this order').fill('200')
  await ticket.button('Review the order').click()
  await expect(ticket.region).toContainText('The stop has to be below the price of the purchase.')
  await expect(ticket.region).toContainText('above 0 and at most 100')
  await ticket.priceField('Then stop the loss at').fill(String(last - 1_000))
  await ticket.priceField('Then take the profit at').fill(String(last + 5_000))
  await ticket.region.getByLabel('Price collar of this order').fill('1')
  const collar = ticket.region.getByLabel('Price collar of this order')
  await collar.scrollIntoViewIfNeeded()
  await takePicturesAtBothEnds(app, 'ticket-own-limits', [dashboard.halt])
  await ticket.button('Review the order').click()
  await expect(ticket.region).toContainText('Refused beyond 1 % from the last price.')
  await takePicturesAtBothEnds(app, 'ticket-own-limits-review', [ticket.send])
  await ticket.send.click()
  await expect(ticket.refused).toContainText("this order's limit is 1 %")

  await ticket.region.getByLabel('Price collar of this order').fill('')
  await ticket.fillIn({ quantity: '0.02', limit: String(last - 500) })
  await ticket.button('Review the order').click()
  await ticket.send.click()
  await expect(ticket.outcome).toContainText('open')
  expect(profile.ledger('demo-7').orders.filter(({ state }) => state === 'waiting')).toHaveLength(2)

  await ticket.button('Another order').click()
  await ticket.fillIn({
    type: 'Limit',
    quantity: String(9_995 / (last - 500)).slice(0, 7),
    limit: String(last - 500),
  })
  await expect(ticket.region).toContainText('are free')
  await takePicturesAtBothEnds(app, 'ticket-cost-warning', [dashboard.halt])
})

/** Whether the records have more columns than there is room for. */
function isScrolledSideways({ page }: RunningApp): Promise<boolean> {
  return page
    .getByRole('table', { name: 'Orders' })
    .locator('..')
    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
}
