import { writeFileSync } from 'node:fs'
import { Dashboard } from '../pages/dashboard.ts'
import { Wizard } from '../pages/wizard.ts'
import { chooseFile } from '../support/choose-file.ts'
import { moneyText, unitsOf } from '../support/exact-amount.ts'
import { expectedRun } from '../support/expected-run.ts'
import { fastForward } from '../support/fast-forward.ts'
import { expect, test } from '../support/story.ts'
import { csvOf, swingingCandles } from '../support/synthetic-candles.ts'

const CANDLES = swingingCandles(600)
/** A tenth of the file fills the chart before the replay begins. */
const HISTORY = 60
const START = unitsOf('10000')

test('a replayed file ends with exactly the fills and the equity that follow from it', async ({
  openApp,
  profile,
}) => {
  const app = await openApp()
  const wizard = new Wizard(app.page)
  await toMarketStep(wizard)
  await expect(wizard.continueTo('bot')).toBeDisabled()
  const file = profile.path('BTCUSDT-swings.csv')
  writeFileSync(file, csvOf(CANDLES))
  await chooseFile(app, file)
  await wizard.chooseFile.click()
  await expect(wizard.choice('BTCUSDT-swings.csv')).toBeChecked()
  await expect(wizard.page.getByText('600 candles of 1h')).toBeVisible()
  await expect(wizard.field('Symbol')).toHaveValue('BTC/USDT')
  await wizard.confirmFrom('market')

  const dashboard = new Dashboard(app.page)
  await expect(dashboard.strip).toContainText('PAPER')
  await fastForward(app, async () => (await app.snapshot()).status.feed.state === 'finished')
  await expect(dashboard.condition).toHaveText('Finished')

  const expected = expectedRun(CANDLES, HISTORY, START)
  expect(expected.fills.length).toBeGreaterThan(8)
  const { fills, status, candles } = await app.snapshot()
  expect(candles.openTime).toEqual(CANDLES.map(({ time }) => time))
  expect(
    fills.map(({ side, time, price, quantity }) => ({
      side,
      time,
      price: unitsOf(price),
      quantity: unitsOf(quantity),
    })),
  ).toEqual(expected.fills)
  expect(unitsOf(status.portfolio.equity)).toBe(expected.equity)
  await expect(dashboard.equity).toHaveText(`${moneyText(expected.equity)} USDT`)
  await expect(dashboard.balances).toContainText(moneyText(expected.cash))
  expect(await dashboard.recordCount('Fills')).toBe(expected.fills.length)
})

test('the replay is over after a restart too, and may be reset to run again', async ({
  openApp,
  profile,
}) => {
  const first = await openApp()
  const wizard = new Wizard(first.page)
  await toMarketStep(wizard)
  const file = profile.path('ETHUSDT.csv')
  writeFileSync(file, csvOf(CANDLES))
  await chooseFile(first, file)
  await wizard.chooseFile.click()
  await wizard.confirmFrom('market')
  await fastForward(first, async () => (await first.snapshot()).status.feed.state === 'finished')
  const before = (await first.snapshot()).status.portfolio
  await first.quit()

  const second = await openApp()
  const dashboard = new Dashboard(second.page)
  await expect(dashboard.condition).toHaveText('Finished')
  expect((await second.snapshot()).status.portfolio).toEqual(before)
  await dashboard.resetBalance('5000')
  expect(await second.snapshot()).toMatchObject({ account: { startingBalance: '5000' }, fills: [] })
  expect(profile.files('accounts')).toHaveLength(2)
})

const GOOD_LINES = csvOf(swingingCandles(60)).split('\n')
const MALFORMED = [
  ['letters.csv', 6, '1704081600000,30000.00,x,29990.00,30005.00,1', 'line 6, column 3 (high)'],
  ['upside-down.csv', 9, `${GOOD_LINES[8]?.split(',')[0]},10.00,9.00,11.00,10.00,1`, 'line 9'],
  ['twice.csv', 12, GOOD_LINES[10] ?? '', 'line 12'],
  ['header.csv', 1, 'date,open,high,low,close,volume', 'line 1'],
] as const

test('a malformed file is named with line and column, and nothing of it is imported', async ({
  openApp,
  profile,
}) => {
  const app = await openApp()
  const wizard = new Wizard(app.page)
  await toMarketStep(wizard)
  for (const [name, line, text, place] of MALFORMED) {
    const file = profile.path(name)
    writeFileSync(file, GOOD_LINES.with(line - 1, text).join('\n'))
    await chooseFile(app, file)
    await wizard.chooseFile.click()
    await expect(wizard.problem).toContainText(`${name}, ${place}`)
    await expect(wizard.problem).toContainText('Nothing was imported.')
    expect(profile.files('imports')).toEqual([])
    await expect(wizard.continueTo('bot')).toBeDisabled()
  }
  await chooseFile(app, null)
  await wizard.chooseFile.click()
  await expect(wizard.problem).toBeHidden()

  const file = profile.path('good.csv')
  writeFileSync(file, GOOD_LINES.join('\n'))
  await chooseFile(app, file)
  await wizard.chooseFile.click()
  await expect(wizard.choice('good.csv')).toBeChecked()
  expect(profile.files('imports')).toHaveLength(2)
})

async function toMarketStep(wizard: Wizard): Promise<void> {
  await wizard.acceptRisk()
  await wizard.choice('Paper').check()
  await wizard.continueTo('market').click()
  await expect(wizard.choice('Replay a CSV file')).toBeChecked()
}
