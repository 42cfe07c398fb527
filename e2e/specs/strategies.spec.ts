import { Dashboard } from '../pages/dashboard.ts'
import { Wizard } from '../pages/wizard.ts'
import { takePictures } from '../support/picture.ts'
import { expect, test } from '../support/story.ts'

test('a strategy chosen in the wizard brings its own form, and its lines a scale of their own', async ({
  openApp,
}) => {
  const app = await openApp()
  const wizard = new Wizard(app.page)
  await wizard.acceptRisk()
  await wizard.continueTo('market').click()
  await wizard.continueTo('bot').click()
  await wizard.field('Strategy').selectOption('RSI reversion')
  await expect(wizard.field('Name')).toHaveValue('RSI reversion')
  await wizard.field('Oversold').fill('70')
  await wizard.continueTo('balance').click()
  await expect(wizard.page.getByText('Enter a number from 1 to 60.')).toBeVisible()
  await wizard.field('Oversold').fill('60')
  await wizard.field('Overbought').fill('60')
  await wizard.continueTo('balance').click()
  await expect(wizard.page.getByText('Oversold must be below overbought.')).toBeVisible()
  await wizard.field('Oversold').fill('45')
  await takePictures(app, 'wizard-4-rsi', [wizard.continueTo('balance')])
  await wizard.confirmFrom('bot')
  const dashboard = new Dashboard(app.page)
  await expect(dashboard.bot).toContainText('Running')
  await expect(dashboard.legend('RSI')).toContainText(/^RSI\d+\.\d\d$/)
  await takePictures(app, 'dashboard-rsi', [dashboard.chart])
})

test('a decision that is too long for its row is shown whole', async ({ openApp }) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  const dashboard = new Dashboard(app.page)
  await dashboard.records('Decisions')
  const reason = app.page.getByRole('button', { name: /the slow one/ }).first()
  await reason.click()
  const whole = app.page.getByRole('region', { name: 'The whole decision' })
  await expect(whole).toContainText(/Fast SMA [\d,.]+ · Slow SMA/)
  await takePictures(app, 'decision-whole', [whole])
  await whole.getByRole('button', { name: 'Close' }).click()
  await expect(whole).toBeHidden()
})
