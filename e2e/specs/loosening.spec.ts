import { Dashboard } from '../pages/dashboard.ts'
import { Screens } from '../pages/screens.ts'
import { expect, KEYS, test } from '../support/testnet-story.ts'

const SLOW = { timeout: 40_000 }

test.use({ mode: 'live' })
test.setTimeout(120_000)

test('a limit of real money is loosened only once that is confirmed, and both are written down', async ({
  openApp,
  exchange,
}) => {
  const { page } = await openApp(KEYS)
  const screens = new Screens(page)
  await expect(page).toHaveTitle(/^LIVE · Binance/)
  await expect(new Dashboard(page).reconciliation).toContainText('Reconciled', SLOW)
  await screens.open('Risk')
  await screens.turnTo('Limits')
  const ownLimit = screens.limits
    .getByRole('row')
    .filter({ hasText: 'Open orders' })
    .getByRole('cell')
    .nth(1)
  const wish = async (openOrdersMax: string) => {
    await screens.button('Change the limits of This account').click()
    await screens.field('Open orders').fill(openOrdersMax)
    await screens.button('Save').click()
  }
  const question = screens.form.getByRole('dialog', {
    name: 'Loosen it while real money trades?',
  })

  await wish('2')
  await expect(ownLimit).toHaveText('2')
  await expect(question).toBeHidden()

  await wish('3')
  await expect(question).toContainText('open orders from 2 to 3')
  await expect(question.getByRole('button', { name: 'Keep it strict' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(screens.field('Open orders')).toHaveValue('3')
  await screens.button('Leave it').click()
  await expect(ownLimit).toHaveText('2')
  await screens.turnTo('Audit log')
  await expect(screens.audit).toContainText('open orders from 10 to 2')
  await expect(screens.audit).not.toContainText('from 2 to 3')

  await screens.turnTo('Limits')
  await wish('3')
  await question.getByRole('button', { name: 'Loosen it' }).click()
  await expect(ownLimit).toHaveText('3')
  await screens.turnTo('Audit log')
  const entry = screens.audit.getByRole('row').filter({ hasText: 'open orders from 2 to 3' })
  await expect(entry).toContainText('Window')
  await expect(entry).toContainText('limits changed')
  expect(exchange.engine.state.orders.all()).toHaveLength(0)
})
