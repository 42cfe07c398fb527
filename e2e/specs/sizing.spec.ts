import { Dashboard } from '../pages/dashboard.ts'
import { Wizard } from '../pages/wizard.ts'
import { forwardToPosition } from '../support/fast-forward.ts'
import { takePictures } from '../support/picture.ts'
import { expect, test } from '../support/story.ts'

test('a bot that risks a share of the equity needs a stop, and shows its sums', async ({
  openApp,
}) => {
  const app = await openApp()
  const wizard = new Wizard(app.page)
  await wizard.acceptRisk()
  await wizard.continueTo('market').click()
  await wizard.continueTo('bot').click()
  await expect(wizard.sizeExample).toContainText(
    /Buys about 0\.04\d+ BTC \(2,49\d\.\d\d USDT\) now/,
  )
  await wizard.field('Sizing').selectOption('Risk percent')
  await expect(app.page.getByText('Risk percent needs a stop')).toBeVisible()
  await wizard.continueTo('balance').click()
  await expect(wizard.currentStep).toHaveText(/Bot/)

  await app.page.getByRole('checkbox', { name: 'Use a stop', exact: true }).check()
  await expect(app.page.getByText('Risk percent needs a stop')).toBeHidden()
  await expect(wizard.sizeExample).toContainText('= 100 USDT, ÷ ')
  await takePictures(app, 'wizard-4-bot-risk', [wizard.continueTo('balance')])
  await wizard.continueTo('balance').click()
  await wizard.skipToSummary()
  await expect(wizard.answer('1 % of equity lost at the stop')).toBeVisible()
  await wizard.start.click()

  const dashboard = new Dashboard(app.page)
  await expect(dashboard.bot).toContainText('1 % of equity lost at the stop')
  await forwardToPosition(app)
  const decisions = await dashboard.records('Decisions')
  await expect(decisions.filter({ hasText: 'to the stop at' }).first()).toBeVisible()
})

test('every way to size an entry has its fields and its example', async ({ openApp }) => {
  const app = await openApp()
  const wizard = new Wizard(app.page)
  await wizard.acceptRisk()
  await wizard.continueTo('market').click()
  await wizard.continueTo('bot').click()
  await wizard.field('Sizing').selectOption('Fixed amount')
  await expect(wizard.sizeExample).toContainText('Buys about 0.01 BTC')
  await wizard.field('Amount').fill('0.02')
  await expect(wizard.sizeExample).toContainText('fixed amount = 0.02 BTC')
  await wizard.field('Amount').fill('-1')
  await wizard.field('Amount').blur()
  await expect(app.page.getByText('The amount must be a number above 0')).toBeVisible()
  await wizard.field('Sizing').selectOption('Fixed money')
  await expect(wizard.sizeExample).toContainText('fixed 250 USDT')
  await wizard.field('Sizing').selectOption('Volatility target')
  await expect(wizard.sizeExample).toContainText('× ATR(14)')
  await wizard.field('Sizing').selectOption('Kelly')
  await expect(wizard.sizeExample).toContainText('Kelly 0.55 − 0.45 ÷ 1.5 = 0.25')
  await takePictures(app, 'wizard-4-bot-kelly', [wizard.continueTo('balance')])
  await wizard.field('Win rate').fill('40')
  await wizard.field('Win rate').blur()
  await expect(app.page.getByText('the trades lose in the long run')).toBeVisible()
})
