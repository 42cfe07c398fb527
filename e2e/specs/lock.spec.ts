import { Dashboard } from '../pages/dashboard.ts'
import { Screens } from '../pages/screens.ts'
import { Wizard } from '../pages/wizard.ts'
import { takePicturesAtBothEnds } from '../support/picture.ts'
import { expect, test } from '../support/story.ts'

const PASSPHRASE = 'four words are enough'

test('a locked window shows nothing, halts, and opens with its passphrase', async ({ openApp }) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  await new Dashboard(app.page).rail('Settings').click()
  const section = app.page.getByRole('region', { name: 'App lock' })
  await section.getByRole('button', { name: 'Set a passphrase…' }).click()
  await section.getByLabel('New passphrase').fill(PASSPHRASE)
  await section.getByLabel('The same once more').fill(PASSPHRASE)
  await takePicturesAtBothEnds(app, 'lock-settings')
  await section.getByRole('button', { name: 'Save the lock' }).click()
  await section.getByRole('button', { name: 'Lock now' }).click()
  const locked = app.page.getByRole('region', { name: 'Cryptobot is locked' })
  await expect(locked).toBeVisible()
  await expect(app.page.getByTestId('mode-strip')).toHaveCount(0)
  expect(await app.page.evaluate(() => window.api.loadSnapshot(null))).toMatchObject({
    ok: false,
    error: { code: 'locked' },
  })
  await takePicturesAtBothEnds(app, 'lock', [locked])
  await locked.getByLabel('Passphrase').fill('something else')
  await locked.getByRole('button', { name: 'Unlock' }).click()
  await expect(locked.getByRole('alert')).toContainText('That is not the passphrase.')
  await app.page.getByRole('button', { name: 'HALT trading' }).click()
  await expect(app.page.getByRole('button', { name: 'Trading is halted' })).toBeVisible()
  await locked.getByLabel('Passphrase').fill(PASSPHRASE)
  await locked.getByRole('button', { name: 'Unlock' }).click()
  const strip = app.page.getByTestId('mode-strip')
  await expect(strip.getByRole('button', { name: 'Trading is halted' })).toBeVisible()
})

test('it is locked from the start, and when the screen is', async ({ openApp }) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  const saved = await app.page.evaluate(
    (next) =>
      window.api.saveLock({ passphrase: '', next, autoLockMinutes: null, pausesBots: true }),
    PASSPHRASE,
  )
  expect(saved).toMatchObject({ ok: true })
  await app.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'))
  const locked = app.page.getByRole('region', { name: 'Cryptobot is locked' })
  await expect(locked).toBeVisible()
  await app.quit()
  const again = await openApp()
  const lockedAgain = again.page.getByRole('region', { name: 'Cryptobot is locked' })
  await expect(lockedAgain).toBeVisible()
  await lockedAgain.getByLabel('Passphrase').fill(PASSPHRASE)
  await lockedAgain.getByRole('button', { name: 'Unlock' }).click()
  await expect(again.page.getByTestId('mode-strip')).toContainText('DEMO')
})

test('keys are changed only after the passphrase was given once more', async ({ openApp }) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  const place = { mode: 'live', exchangeId: 'binance' } as const
  const saved = await app.page.evaluate(
    (next) =>
      window.api.saveLock({ passphrase: '', next, autoLockMinutes: null, pausesBots: false }),
    PASSPHRASE,
  )
  expect(saved).toMatchObject({ ok: true })
  const asked = await app.page.evaluate((input) => window.api.removeKeys(input), place)
  expect(asked).toMatchObject({ ok: false, error: { code: 'passphrase-needed' } })
  await new Dashboard(app.page).rail('Settings').click()
  await app.page.getByLabel('Exchange of the key').selectOption('binance')
  const question = app.page.getByRole('dialog', { name: 'Your passphrase once more' })

  await app.page.getByRole('button', { name: 'Add a key…' }).click()
  await question.getByLabel('Passphrase').fill('something else')
  await question.getByRole('button', { name: 'Go on' }).click()
  await expect(question.getByRole('alert')).toContainText('That is not the passphrase.')
  await takePicturesAtBothEnds(app, 'passphrase-once-more', [question])
  await question.getByRole('button', { name: 'Leave it' }).click()
  await expect(question).toBeHidden()
  expect(app.electron.windows()).toHaveLength(1)

  await app.page.getByRole('button', { name: 'Add a key…' }).click()
  await question.getByLabel('Passphrase').fill(PASSPHRASE)
  const opening = app.electron.waitForEvent('window')
  await question.getByRole('button', { name: 'Go on' }).click()
  const keyPage = await opening
  await expect(keyPage.locator('html[data-ready=key-entry]')).toBeAttached()
  await expect(question).toBeHidden()
})

test('an alert channel is added only after the passphrase was given once more', async ({
  openApp,
}) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  const saved = await app.page.evaluate(
    (next) =>
      window.api.saveLock({ passphrase: '', next, autoLockMinutes: null, pausesBots: false }),
    PASSPHRASE,
  )
  expect(saved).toMatchObject({ ok: true })
  const screens = new Screens(app.page)
  await screens.open('Alerts')
  await screens.button('Telegram').click()
  await screens.field('Chat').fill('4711')
  await screens.field("The bot's token").fill('4711:a-secret-token')
  await screens.button('Add the channel').click()
  const question = app.page.getByRole('dialog', { name: 'Your passphrase once more' })
  await expect(question).toContainText('who is told what happens')
  await takePicturesAtBothEnds(app, 'passphrase-before-channel', [question])
  await question.getByRole('button', { name: 'Leave it' }).click()
  const card = screens.channels.filter({ hasText: 'Chat 4711' })
  await expect(question).toBeHidden()
  await expect(card).toHaveCount(0)
  await screens.button('Add the channel').click()
  await question.getByLabel('Passphrase').fill(PASSPHRASE)
  await question.getByRole('button', { name: 'Go on' }).click()
  await expect(card).toContainText('Secret in the keychain')
})
