import { Dashboard } from '../pages/dashboard.ts'
import { Screens } from '../pages/screens.ts'
import { Wizard } from '../pages/wizard.ts'
import { takePicturesAtBothEnds } from '../support/picture.ts'
import { expect, test } from '../support/story.ts'

// Many pictures, of which each waits until it is drawn.
test.setTimeout(240_000)

test('risk, health and alerts fit, in dark and in light', async ({ openApp }) => {
  const app = await openApp()
  const { page } = app
  const dashboard = new Dashboard(page)
  const screens = new Screens(page)
  await new Wizard(page).startDemo()
  await screens.open('Health')
  await expect(screens.parts.first()).toBeVisible()
  await takePicturesAtBothEnds(app, 'health', [dashboard.halt, dashboard.condition])

  await screens.open('Alerts')
  await screens.button('E-mail').click()
  await screens.button('Add the channel').click()
  await takePicturesAtBothEnds(app, 'alerts-channel', [dashboard.halt, screens.channels.first()])
  await screens.turnTo('Rules')
  await takePicturesAtBothEnds(app, 'alerts-rules', [dashboard.halt])

  await screens.open('Risk')
  await screens.turnTo('Limits')
  await takePicturesAtBothEnds(app, 'risk-limits', [dashboard.halt])
  await screens.button('Change the limits of This account').click()
  await screens.field('Largest order').fill('900000')
  await takePicturesAtBothEnds(app, 'risk-limits-form', [dashboard.halt, screens.button('Save')])
  await screens.button('Leave it').click()

  await screens.turnTo('Breakers')
  await screens.button('Change Price jump').click()
  await screens.field('Threshold').fill('0.0001')
  await screens.form.getByLabel('What it does').selectOption({ label: 'Halt' })
  await screens.form.getByRole('checkbox', { name: 'Latched' }).check()
  await takePicturesAtBothEnds(app, 'breaker-form', [dashboard.halt, screens.button('Save')])
  await screens.button('Save').click()
  await expect(screens.breakers).toContainText('Tripped', { timeout: 20_000 })
  const reset = screens.button('Reset Price jump')
  await takePicturesAtBothEnds(app, 'tripped-breaker', [dashboard.tradingState, reset])
  await reset.click()
  await takePicturesAtBothEnds(app, 'breaker-reset', [screens.button('Reset the breaker')])
  await screens.turnTo('Audit log')
  await takePicturesAtBothEnds(app, 'audit-log', [dashboard.halted])
  await dashboard.rail('Dashboard').click()
  await takePicturesAtBothEnds(app, 'dashboard-tripped', [dashboard.tradingState, dashboard.halted])
})
