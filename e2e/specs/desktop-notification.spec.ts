import { startKeychain } from '../../build/desktop/start-keychain.ts'
import { Screens } from '../pages/screens.ts'
import { Wizard } from '../pages/wizard.ts'
import { NotificationService } from '../support/notification-service.ts'
import { expect, test as story } from '../support/story.ts'

type DesktopFixtures = {
  /** A bus of its own, so that nobody's desktop shows what a story tells. */
  readonly bus: Readonly<Record<string, string>>
  readonly notifications: NotificationService
}

const test = story.extend<DesktopFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  bus: async ({}, use) => {
    const session = await startKeychain()
    await use(session.env)
    await session.stop()
  },
  notifications: async ({ bus }, use) => {
    const service = await NotificationService.start(bus.DBUS_SESSION_BUS_ADDRESS ?? '')
    await use(service)
    service.stop()
  },
})

test.skip(process.platform !== 'linux', 'other desktops have no bus')

test('what is bad arrives on the desktop, and so does a test of the channel', async ({
  bus,
  notifications,
  openApp,
}) => {
  const app = await openApp(bus)
  await new Wizard(app.page).startDemo()
  await app.page.evaluate(() => window.api.useKillSwitch({ cancelsAll: true, flattens: false }))
  await expect
    .poll(() => notifications.shown.map(({ title }) => title))
    .toContainEqual(expect.stringMatching(/^Demo · (the )?kill switch/))

  const screens = new Screens(app.page)
  await screens.open('Alerts')
  const card = screens.channels.filter({ hasText: 'Desktop notification' })
  await card.getByRole('button', { name: /^Send a test/ }).click()
  await expect(card.getByRole('status')).toContainText('arrived')
  const tried = notifications.shown.at(-1)
  expect(tried?.title).toBe('Cryptobot can reach you here')
  expect(tried?.text).not.toBe('')
})

test('a desktop that shows no notifications is said to show none', async ({ bus, openApp }) => {
  const app = await openApp(bus)
  await new Wizard(app.page).startDemo()
  const screens = new Screens(app.page)
  await screens.open('Alerts')
  const card = screens.channels.filter({ hasText: 'Desktop notification' })
  await card.getByRole('button', { name: /^Send a test/ }).click()
  await expect(card.getByRole('status')).toContainText('did not arrive')
})
