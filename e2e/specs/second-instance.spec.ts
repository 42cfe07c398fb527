import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { electronLaunch } from '../../build/setup/electron-launch.ts'
import { expect, test } from '../support/story.ts'

test('a second start of the same profile ends by itself and brings the first to the front', async ({
  openApp,
  profile,
}) => {
  const app = await openApp()
  const window = await app.electron.browserWindow(app.page)
  await window.evaluate((shown) => shown.hide())
  await expect.poll(() => window.evaluate((shown) => shown.isVisible())).toBe(false)

  const { executablePath, args } = await electronLaunch(['--profile', profile.directory])
  const second = spawn(executablePath, args, { stdio: 'ignore' })
  const [exitCode] = await once(second, 'exit')
  expect(exitCode).toBe(0)
  await expect.poll(() => window.evaluate((shown) => shown.isVisible())).toBe(true)
  await expect.poll(() => window.evaluate((shown) => shown.isFocused())).toBe(true)
  expect(
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
  ).toBe(1)
  expect((await app.state()).failure).toBeNull()
})

test('another profile is another application', async ({ openApp, profile }) => {
  await openApp()
  const { executablePath, args } = await electronLaunch(['--profile', profile.path('other')])
  const other = spawn(executablePath, args, { stdio: 'ignore' })
  await expect.poll(() => profile.files('other')).toContain('settings.db')
  expect(other.exitCode).toBeNull()
  other.kill()
  await once(other, 'exit')
})
