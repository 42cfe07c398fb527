import type { Page } from '@playwright/test'
import { Dashboard } from '../pages/dashboard.ts'
import { Wizard } from '../pages/wizard.ts'
import type { RunningApp } from '../support/running-app.ts'
import { expect, test } from '../support/story.ts'

async function openedBy({ electron }: RunningApp, act: () => Promise<void>): Promise<Page> {
  const opening = electron.waitForEvent('window')
  await act()
  return opening
}

/** In the main process: a page that was kept from leaving answers Playwright no more. */
function noteAttempts({ electron }: RunningApp): Promise<void> {
  return electron.evaluate(({ webContents }) => {
    const found: { to: string; isPrevented: boolean }[] = []
    Reflect.set(globalThis, 'attempts', found)
    for (const contents of webContents.getAllWebContents()) {
      contents.on('will-navigate', (event) => {
        found.push({ to: event.url, isPrevented: event.defaultPrevented })
      })
    }
  })
}

function attempts({ electron }: RunningApp): Promise<readonly unknown[]> {
  return electron.evaluate(() => Reflect.get(globalThis, 'attempts'))
}

test('F1 opens the guide, which leads from page to page and nowhere else', async ({ openApp }) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  await expect(new Dashboard(app.page).bot).toContainText('Running')
  const guide = await openedBy(app, () => app.page.keyboard.press('F1'))
  await expect(guide.getByRole('heading', { level: 1 })).toHaveText('Cryptobot')
  await guide.getByRole('link', { name: 'Concepts' }).first().click()
  await expect(guide.getByRole('heading', { level: 1 })).toHaveText('Concepts')
  await expect(guide).toHaveURL('app://help/concepts.html')
  const picture = guide.getByRole('img').first()
  const width = await picture.evaluate((image) => Reflect.get(image, 'naturalWidth'))
  expect(width).toBeGreaterThan(1_000)

  const isAsked = await guide.evaluate(() => 'api' in window || 'require' in window)
  expect(isAsked).toBe(false)
  await noteAttempts(app)
  const elsewhere = ['app://cryptobot/index.html', 'https://elsewhere.example/']
  for (const [index, address] of elsewhere.entries()) {
    await guide.evaluate((to) => location.assign(to), address)
    await expect.poll(async () => (await attempts(app)).length).toBe(index + 1)
  }
  expect(await attempts(app)).toEqual(elsewhere.map((to) => ({ to, isPrevented: true })))
  await guide.close()

  await new Dashboard(app.page).rail('Commands').click()
  await app.page.getByPlaceholder('What should happen?').fill('Open help')
  const command = app.page.getByRole('option', { name: 'Open help' })
  const again = await openedBy(app, () => command.click())
  await expect(again).toHaveURL('app://help/index.html')
  // The window that is open ends with the application.
  await app.quit()
})

test('the guide says what is known about a problem', async ({ openApp }) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  const guide = await openedBy(app, async () => {
    await app.page.evaluate(() => window.api.openHelp({ code: 'no-keys' }))
  })
  await expect(guide).toHaveURL('app://help/troubleshooting.html#no-keys')
  await expect(guide.locator('#no-keys')).toBeInViewport()
})
