import { createServer } from 'node:http'
import { REQUEST_NAMES } from '../../app/contract/channels.ts'
import { expect, test as story } from '../support/story.ts'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "media-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
]

/** These stories do what the page is not allowed to, and it says so in its console. */
const test = story.extend({ complaintsExpected: true })

test('the page has the functions of the contract and nothing of Node or Electron', async ({
  openApp,
}) => {
  const { page } = await openApp()
  const found = await page.evaluate(() => ({
    api: Object.keys(window.api).sort(),
    isFrozen: Reflect.set(window.api, 'loadApp', null) === false,
    leaks: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
  }))
  expect(found).toEqual({
    api: [...REQUEST_NAMES, 'onUpdate'].sort(),
    isFrozen: true,
    leaks: [],
  })
})

test('every window is isolated, sandboxed and without Node', async ({ openApp }) => {
  const { electron } = await openApp()
  const preferences = await electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // Electron has it, its types do not.
      const read: () => Record<string, unknown> = Reflect.get(contents, 'getLastWebPreferences')
      const { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag } = Reflect.apply(
        read,
        contents,
        [],
      )
      return { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag }
    }),
  )
  expect(preferences).toEqual([
    {
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    },
  ])
})

test('no process writes its memory to a file when it ends badly', async ({ openApp }) => {
  const { electron } = await openApp()
  const found = await electron.evaluate(({ app, crashReporter }) => ({
    isOff: app.commandLine.hasSwitch('disable-breakpad'),
    parameters: crashReporter.getParameters(),
  }))
  expect(found).toEqual({ isOff: true, parameters: {} })
})

test('the policy is the strict one, on every file, and nothing outside is served', async ({
  openApp,
}) => {
  const { page } = await openApp()
  expect(page.url()).toBe('app://cryptobot/index.html')
  const headers = await page.evaluate(async () => {
    const script = document.querySelector('script')?.src ?? ''
    const answers = await Promise.all(['/index.html', '/', script].map((path) => fetch(path)))
    return answers.map((answer) => answer.headers.get('content-security-policy'))
  })
  expect(headers).toEqual([POLICY.join('; '), POLICY.join('; '), POLICY.join('; ')])
  const outside = await page.evaluate(() =>
    Promise.all(
      [
        '/../main/index.js',
        '/%2e%2e/main/index.js',
        '/..%2fmain/index.js',
        '/package.json',
        '/%ff.js',
      ].map(async (path) => (await fetch(path)).status),
    ),
  )
  expect(outside).toEqual([404, 404, 404, 404, 404])
})

test('code that was not shipped does not run', async ({ openApp }) => {
  const { page } = await openApp()
  const outcome = await page.evaluate(
    () =>
      new Promise<Record<string, unknown>>((resolve) => {
        const attempt = (name: string, run: () => unknown) => {
          try {
            run()
            return [name, 'allowed']
          } catch (error) {
            return [name, error instanceof Error ? error.name : 'refused']
          }
        }
        const inline = () => {
          const script = document.createElement('script')
          script.append('document.title = "taken over"')
          document.head.append(script)
        }
        // Outside of the debugger's own call, which may evaluate whatever it likes.
        setTimeout(() => {
          const tried = [
            attempt('eval', () => Reflect.apply(Reflect.get(window, 'eval'), window, ['1'])),
            attempt('Function', () => Reflect.construct(Function, ['return 1'])),
            attempt('innerHTML', () => Reflect.set(document.body, 'innerHTML', '<p>x</p>')),
            attempt('inline', inline),
          ]
          resolve({ ...Object.fromEntries(tried), title: document.title })
        })
      }),
  )
  expect(outcome).toEqual({
    eval: 'EvalError',
    Function: 'EvalError',
    innerHTML: 'TypeError',
    inline: expect.anything(),
    title: 'Cryptobot',
  })
})

test('the window goes nowhere and opens nothing', async ({ openApp }) => {
  const { page, electron } = await openApp()
  for (const address of ['https://example.com/', 'file:///etc/hostname', 'data:text/html,x']) {
    await page.evaluate((target) => {
      location.href = target
    }, address)
    const opened = await page.evaluate((target) => window.open(target) === null, address)
    expect(opened).toBe(true)
  }
  // Playwright's locators would wait for these navigations, which never come about.
  const place = () =>
    page.evaluate(() => `${location.href} ${document.querySelector('h1')?.textContent}`)
  await expect.poll(place).toMatch(/^app:\/\/cryptobot\/index.html Let a bot trade/)
  expect(electron.windows()).toHaveLength(1)
})

test('every permission is denied', async ({ openApp }) => {
  const { page } = await openApp()
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi'] as const
    const queried = await Promise.all(
      names.map(async (name) => (await navigator.permissions.query({ name })).state),
    )
    const asked = await Notification.requestPermission()
    const located = await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('located'),
        (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : error.message),
      )
    })
    return [...queried, asked, located]
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
})

test('the page reaches no server, not even on this machine', async ({ openApp }) => {
  let visits = 0
  const server = createServer((_request, response) => {
    visits += 1
    response.setHeader('access-control-allow-origin', '*').end('hello')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const { page } = await openApp()
  const outcomes = await page.evaluate(async (url) => {
    const image = new Image()
    const imageEnd = new Promise((resolve) => {
      image.onload = () => resolve('loaded')
      image.onerror = () => resolve('blocked')
    })
    image.src = `${url}/pixel.png`
    const fetched = fetch(url).then(
      () => 'reached',
      () => 'blocked',
    )
    return Promise.all([fetched, imageEnd, navigator.sendBeacon(url, 'x')])
  }, `http://127.0.0.1:${port}`)
  expect(outcomes.slice(0, 2)).toEqual(['blocked', 'blocked'])
  server.close()
  expect(visits).toBe(0)
})
