import { REQUEST_NAMES, type RequestName } from '../../app/contract/channels.ts'
import { Dashboard } from '../pages/dashboard.ts'
import { Wizard } from '../pages/wizard.ts'
import { fastForward } from '../support/fast-forward.ts'
import { expect, test } from '../support/story.ts'

/** None of these is what any request takes; `null` is left out, because many take just that. */
const JUNK = [
  undefined,
  7,
  'x',
  [],
  {},
  { botId: '../../etc' },
  { botId: 7 },
  { exchangeId: 'BINANCE; DROP TABLE' },
  { candlesPerSecond: 'x' },
  { candlesPerSecond: -1 },
  { candlesPerSecond: 1e9 },
  { startingBalance: 'NaN' },
  { reason: 'x'.repeat(10_000) },
  { theme: 'pink', exchangeUrls: {} },
  { theme: 'dark', exchangeUrls: { binance: 'javascript:alert(1)' } },
  { step: 'welcome' },
]

test('a malformed request is answered with an error and logged, and changes nothing', async ({
  openApp,
  profile,
}) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  await fastForward(app, async () => (await app.snapshot()).fills.length > 0)
  const [stateBefore, before] = [await app.state(), await app.snapshot()]
  for (const name of REQUEST_NAMES) {
    const answers = await app.page.evaluate(ask, { name, inputs: JUNK })
    for (const answer of answers)
      expect(answer, name).toMatchObject({ ok: false, error: { code: 'malformed-request' } })
  }
  expect(await app.state()).toEqual(stateBefore)
  const { status, orders, fills, decisions } = await app.snapshot()
  expect({ orders, fills, decisions }).toEqual({
    orders: before.orders,
    fills: before.fills,
    decisions: before.decisions,
  })
  expect(status.trading).toEqual(before.status.trading)
  expect(status.bots).toEqual(before.status.bots)
  await expect(new Dashboard(app.page).bot).toContainText('Running')
  await expect
    .poll(() =>
      REQUEST_NAMES.filter((name) => !profile.log().includes(`malformed request ${name}:`)),
    )
    .toEqual([])
})

test('a request for a bot that is not there changes nothing either', async ({ openApp }) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  const dashboard = new Dashboard(app.page)
  await app.page.evaluate(() => window.api.stopBot({ botId: 'nobody' }))
  await expect(dashboard.bot).toContainText('Running')
})

type Question = { readonly name: RequestName; readonly inputs: readonly unknown[] }

/** Runs in the page: asks as a page would that has been taken over. */
function ask({ name, inputs }: Question): Promise<unknown[]> {
  return Promise.all(inputs.map((input) => Reflect.apply(window.api[name], undefined, [input])))
}
