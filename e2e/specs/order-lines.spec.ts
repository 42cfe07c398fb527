import { Dashboard } from '../pages/dashboard.ts'
import { OrderTicket } from '../pages/order-ticket.ts'
import { Wizard } from '../pages/wizard.ts'
import { fastForward } from '../support/fast-forward.ts'
import { takePictures } from '../support/picture.ts'
import type { RunningApp } from '../support/running-app.ts'
import { expect, test } from '../support/story.ts'

const ACCOUNT = 'demo-7'
/** A limit that the market does not reach while the story goes on, of the last price. */
const BELOW = 0.995
/** Fewer than the chart shows. */
const CANDLES_IN_VIEW = 80

test('the line of an order is dragged into the ticket, and nothing changes before that is sent', async ({
  openApp,
  profile,
}) => {
  const app = await openApp()
  const dashboard = new Dashboard(app.page)
  const ticket = new OrderTicket(app.page)
  await new Wizard(app.page).startDemo()
  await dashboard.botButton('Stop').click()
  const isHigh = async () => (await lastClose(app)) * BELOW > (await lowest(app))
  do await fastForward(app, isHigh, 20)
  while (!(await isHigh()))
  const limit = ((await lastClose(app)) * BELOW).toFixed(2)
  await ticket.place({ quantity: '0.01', limit })
  await ticket.button('Close').click()
  const orders = () => profile.ledger(ACCOUNT).orders
  await expect.poll(() => orders().map(({ state }) => state)).toEqual(['open'])

  const [x, y] = await grip(app, dashboard)
  await app.page.mouse.down()
  await app.page.mouse.move(x, y + 25, { steps: 5 })
  await app.page.keyboard.press('Escape')
  await app.page.mouse.up()
  await expect(ticket.region).toBeHidden()

  const [again, from] = await grip(app, dashboard)
  await app.page.mouse.down()
  await app.page.mouse.move(again, from + 40, { steps: 5 })
  await app.page.mouse.up()
  await expect(ticket.region).toContainText('Takes the place of your order to buy 0.01')
  const moved = Number(await ticket.limitPrice.inputValue())
  expect(moved).toBeLessThan(Number(limit))
  await expect(ticket.quantity).toHaveValue('0.01')
  expect(orders().map(({ state }) => state)).toEqual(['open'])
  await takePictures(app, 'order-dragged', [ticket.region, dashboard.halt])

  await ticket.button('Review the order').click()
  await ticket.send.click()
  await expect.poll(() => orders().map(({ state }) => state)).toEqual(['cancelled', 'open'])
  expect(Number((await app.snapshot()).orders.at(-1)?.limitPrice)).toBe(moved)

  await dashboard.records('Orders')
  await app.page.getByRole('button', { name: 'Change buy 0.01 BTC/USDT' }).click()
  await expect(ticket.limitPrice).toHaveValue(String(moved))
})

async function lastClose(app: RunningApp): Promise<number> {
  return (await app.snapshot()).candles.close.at(-1) ?? 0
}

/** In view, so that the line of an order there is too. */
async function lowest(app: RunningApp): Promise<number> {
  return Math.min(...(await app.snapshot()).candles.low.slice(-CANDLES_IN_VIEW))
}

/** Moves the pointer down the chart until it is over a line that can be dragged. */
async function grip(
  { page }: RunningApp,
  { chart }: Dashboard,
): Promise<readonly [number, number]> {
  const box = await chart.boundingBox()
  if (box === null) throw new Error('there is no chart')
  const x = box.x + box.width / 3
  for (let y = box.y + 40; y < box.y + box.height - 40; y += 4) {
    await page.mouse.move(x, y)
    const grabs = await chart.evaluate((element) => element.classList.contains('chart-grabs'))
    if (grabs) return [x, y]
  }
  throw new Error('no line of the chart can be dragged')
}
