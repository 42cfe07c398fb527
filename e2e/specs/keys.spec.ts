import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { WITHDRAWAL_WORDS } from '../../app/contract/withdrawal-words.ts'
import { API_KEY, API_SECRET, FakeBinance } from '../fake-exchange/fake-binance.ts'
import { Dashboard } from '../pages/dashboard.ts'
import { Settings } from '../pages/settings.ts'
import { Wizard } from '../pages/wizard.ts'
import { takePicturesAtBothEnds } from '../support/picture.ts'
import type { RunningApp } from '../support/running-app.ts'
import { test as base, expect } from '../support/story.ts'

const test = base.extend<{ readonly exchange: FakeBinance }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  exchange: async ({}, use) => {
    const exchange = new FakeBinance()
    await exchange.start()
    await use(exchange)
    await exchange.stop()
  },
})

/** The settings of a profile whose Binance is on this machine. */
async function openSettings(app: RunningApp, exchange: FakeBinance): Promise<void> {
  await new Wizard(app.page).startDemo()
  await new Dashboard(app.page).rail('Settings').click()
  await new Settings(app.page).overrideAddress('Binance', exchange.url)
}

async function openKeyWindow({ electron, page }: RunningApp): Promise<Page> {
  await page.getByLabel('Exchange of the key').selectOption('binance')
  await page.getByLabel('Mode', { exact: true }).selectOption('live')
  const opening = electron.waitForEvent('window')
  await page.getByRole('button', { name: 'Add a key…' }).click()
  const window = await opening
  await expect(window.locator('html[data-ready=key-entry]')).toBeAttached()
  return window
}

async function type(window: Page, apiKey: string, secret: string): Promise<void> {
  await window.getByLabel('API key').fill(apiKey)
  await window.getByLabel('Secret').fill(secret)
}

const KEEP = { name: 'Try it and keep it' }

test('a key is typed into a window of its own, tried, and shown by its last four characters', async ({
  openApp,
  exchange,
}) => {
  const app = await openApp()
  await openSettings(app, exchange)
  const window = await openKeyWindow(app)
  await expect(window.getByRole('heading')).toHaveText('Key for Binance, live')
  expect(await window.evaluate(() => 'api' in window)).toBe(false)
  await type(window, API_KEY, 'wrong')
  await window.getByRole('button', KEEP).click()
  await expect(window.getByRole('alert')).toContainText('does not accept this key')
  await type(window, API_KEY, API_SECRET)
  const closed = window.waitForEvent('close')
  await window.getByRole('button', KEEP).click()
  await closed
  const section = app.page.getByRole('region', { name: 'API keys' })
  await expect(section).toContainText(`…${API_KEY.slice(-4)}`)
  await expect(section).toContainText('may trade · may not withdraw')
  await expect(section).toContainText('works from any address')
  await section.scrollIntoViewIfNeeded()
  await takePicturesAtBothEnds(app, 'keys')
  const heap = await heapOf(app.page)
  expect(heap).toContain('may not withdraw')
  for (const hidden of [API_KEY, API_SECRET]) expect(heap).not.toContain(hidden)
  await section.getByRole('button', { name: 'Remove…' }).click()
  await section.getByRole('button', { name: 'Remove the key' }).click()
  await expect(section).toContainText('None yet.')
})

test('a key takes the place of another, step by step, until the exchange refuses the old one', async ({
  openApp,
  exchange,
  profile,
}) => {
  const app = await openApp()
  await openSettings(app, exchange)
  const first = await openKeyWindow(app)
  await type(first, API_KEY, API_SECRET)
  const kept = first.waitForEvent('close')
  await first.getByRole('button', KEEP).click()
  await kept
  const section = app.page.getByRole('region', { name: 'API keys' })
  const opening = app.electron.waitForEvent('window')
  await section.getByRole('button', { name: 'Rotate…' }).click()
  const window = await opening
  exchange.keys.issue('a-newer-key-abcd', 'a newer secret')
  await type(window, 'a-newer-key-abcd', 'a newer secret')
  const closed = window.waitForEvent('close')
  await window.getByRole('button', KEEP).click()
  await closed
  const steps = section.getByRole('region', { name: 'Rotation of the key for binance' })
  await expect(steps).toContainText(`The old key …${API_KEY.slice(-4)} still works`)
  await expect(steps.getByRole('img', { name: 'Done' })).toHaveCount(5)
  await steps.scrollIntoViewIfNeeded()
  await takePicturesAtBothEnds(app, 'key-rotation')
  const elsewhere = await app.electron.evaluate(({ app: program }) => [
    program.getPath('userData'),
    program.getPath('crashDumps'),
  ])
  const text = await app.page.evaluate(() => globalThis.window.api.loadDiagnostics(null))
  expect(text).toMatchObject({ ok: true })
  const hidden = [API_KEY, API_SECRET, 'a-newer-key-abcd', 'a newer secret']
  const [read, ...found] = findIn([profile.directory, ...elsewhere], hidden)
  expect(read).toContain('settings.db')
  expect(found).toEqual([])
  for (const word of hidden) expect(JSON.stringify(text)).not.toContain(word)
  exchange.keys.revoke(API_KEY)
  await steps.getByRole('button', { name: 'Look again' }).click()
  await expect(steps).toBeHidden()
  await expect(section).toContainText('…abcd')
  await section.getByRole('button', { name: 'Remove…' }).click()
  await section.getByRole('button', { name: 'Remove the key' }).click()
  await expect(section).toContainText('None yet.')
})

test('a key that may withdraw is refused until that is typed in words', async ({
  openApp,
  exchange,
}) => {
  exchange.keys.restrict(API_KEY, ['read', 'trade', 'withdraw'])
  const app = await openApp()
  await openSettings(app, exchange)
  const window = await openKeyWindow(app)
  await type(window, API_KEY, API_SECRET)
  await window.getByRole('button', KEEP).click()
  await expect(window.getByRole('alert')).toContainText('may withdraw from binance')
  const path = test.info().outputPath('pictures')
  for (const colorScheme of ['dark', 'light'] as const) {
    await window.emulateMedia({ colorScheme })
    await window.screenshot({ path: `${path}/key-window-${colorScheme}.png` })
    expect(existsSync(`${path}/key-window-${colorScheme}.png`)).toBe(true)
  }
  const sections = app.page.getByRole('region', { name: 'API keys' })
  await expect(sections).toContainText('None yet.')
  await window.getByLabel(WITHDRAWAL_WORDS).fill(WITHDRAWAL_WORDS)
  const closed = window.waitForEvent('close')
  await window.getByRole('button', KEEP).click()
  await closed
  await expect(sections).toContainText('It may withdraw')
  await sections.getByRole('button', { name: 'Remove…' }).click()
  await sections.getByRole('button', { name: 'Remove the key' }).click()
  await expect(sections).toContainText('None yet.')
})

/** The files that were read, in one text, and after it those that hold one of the words. */
function findIn(folders: readonly string[], words: readonly string[]): readonly string[] {
  const paths = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((path) => existsSync(path) && statSync(path).isFile())
  const holding = paths.filter((path) => {
    const content = readFileSync(path)
    return words.some((word) => content.includes(word))
  })
  return [paths.join('\n'), ...holding]
}

/** All that the page has in its memory, as text. */
async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}
