import { Dashboard } from '../pages/dashboard.ts'
import { Screens } from '../pages/screens.ts'
import { Wizard } from '../pages/wizard.ts'
import { expect, test } from '../support/story.ts'

test('a nonsensical limit is refused at the form, and a sound one holds after a restart', async ({
  openApp,
}) => {
  const first = await openApp()
  const screens = new Screens(first.page)
  await new Wizard(first.page).startDemo()
  await screens.open('Risk')
  await screens.turnTo('Limits')
  await screens.button('Change the limits of This account').click()
  await screens.field('Largest order').fill('-5')
  await expect(screens.form).toContainText('Enter an amount above zero')
  await expect(screens.button('Save')).toBeDisabled()
  await screens.field('Largest order').fill('1,234')
  await expect(screens.form).toContainText('to 1234')
  await screens.button('Save').click()
  const row = (of: Screens) => of.limits.getByRole('row').filter({ hasText: 'Largest order' })
  await expect(row(screens)).toContainText('1,234 USDT')
  await screens.turnTo('Audit log')
  await expect(screens.audit).toContainText('window')
  await expect(first.page.getByText('Intact: every entry')).toBeVisible()
  await first.quit()

  const second = await openApp()
  const again = new Screens(second.page)
  await again.open('Risk')
  await again.turnTo('Limits')
  await expect(row(again)).toContainText('1,234 USDT')
})

test('a tripped breaker shows on every screen, survives a restart, and is reset with a reason', async ({
  openApp,
}) => {
  const first = await openApp()
  const screens = new Screens(first.page)
  const dashboard = new Dashboard(first.page)
  await new Wizard(first.page).startDemo()
  await screens.open('Risk')
  await screens.button('Change Price jump').click()
  await screens.field('Threshold').fill('0.0001')
  await screens.form.getByLabel('What it does').selectOption({ label: 'Halt' })
  await screens.form.getByRole('checkbox', { name: 'Latched' }).check()
  await screens.button('Save').click()
  const row = screens.breakers.getByRole('row', { name: 'Price jump' })
  await expect(row).toContainText('Tripped', { timeout: 20_000 })
  await expect(dashboard.tradingState).toContainText('Trading is halted.')
  await expect(dashboard.condition).toContainText('Halted')
  await dashboard.rail('Dashboard').click()
  await expect(dashboard.tradingState.getByRole('button', { name: 'Resume trading' })).toBeHidden()
  await first.quit()

  const second = await openApp()
  const again = new Screens(second.page)
  const after = new Dashboard(second.page)
  await expect(after.tradingState).toContainText('Trading is halted.')
  await after.tradingState.getByRole('button', { name: 'Show breakers' }).click()
  await again.button('Change Price jump').click()
  await again.field('Threshold').fill('50')
  await again.button('Save').click()
  await again.button('Reset Price jump').click()
  await again.button('Reset the breaker').click()
  await expect(again.form).toContainText('Say why it may be reset')
  await again.field('Reason').fill('The threshold was set to be tried.')
  await again.button('Reset the breaker').click()
  await expect(after.tradingState).toBeHidden()
  await again.turnTo('Audit log')
  await expect(again.audit).toContainText('The threshold was set to be tried.')
})
