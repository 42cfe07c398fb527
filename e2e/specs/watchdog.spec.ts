import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { Screens } from '../pages/screens.ts'
import { Wizard } from '../pages/wizard.ts'
import { cryptobot } from '../support/command-line.ts'
import { expect, test } from '../support/story.ts'

test('the watchdog tells a webhook that the application was killed', async ({
  openApp,
  profile,
}) => {
  const heard: { readonly body: string; readonly signature: unknown }[] = []
  const server = createServer(async (request, response) => {
    heard.push({ body: await text(request), signature: request.headers['x-cryptobot-signature'] })
    response.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  const app = await openApp()
  await new Wizard(app.page).startDemo()
  const added = await cryptobot(
    [
      ...['alerts', 'channel', 'add', 'My server', '--kind', 'webhook'],
      ...['--url', `http://127.0.0.1:${port}`, '--profile', profile.directory],
    ],
    { CRYPTOBOT_ALERT_SECRET: 'what-it-signs-with' },
  )
  expect(added.status, added.errors).toBe(0)
  const screens = new Screens(app.page)
  await screens.open('Health')
  await expect(screens.parts.filter({ hasText: 'Watchdog' })).toContainText(
    'It hears this process',
    {
      timeout: 30_000,
    },
  )
  await app.kill()

  const wordOfTheEnd = () => heard.find(({ body }) => body.includes('ended unexpectedly'))
  await expect.poll(wordOfTheEnd, { timeout: 30_000 }).toBeDefined()
  expect(wordOfTheEnd()?.signature).toMatch(/^sha256=[0-9a-f]{64}$/)
  server.close()
})
