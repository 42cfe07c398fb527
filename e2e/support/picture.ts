import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { expectAccessible } from './accessibility.ts'
import type { RunningApp } from './running-app.ts'
import { expect, test } from './story.ts'

const SMALLEST = { width: 1_280, height: 800 }
const PICTURE = { width: 1_440, height: 900 }
const LARGE = { width: 2_560, height: 1_440 }
const SCHEMES = ['dark', 'light'] as const

/**
 * Shows a screen in both themes. Everything that matters has to fit at 1280 × 800 and be accessible; the pictures go to the
 * folder in CRYPTOBOT_PICTURES, for the documents, or else to the test's own.
 */
export async function takePictures(
  app: RunningApp,
  name: string,
  important: readonly Locator[] = [],
): Promise<void> {
  await expectToSuit(app, name, important)
  await resize(app, PICTURE)
  await photograph(app, name)
}

/** The same at both ends: the smallest window that has to do, and a large screen. */
export async function takePicturesAtBothEnds(
  app: RunningApp,
  name: string,
  important: readonly Locator[] = [],
): Promise<void> {
  await expectToSuit(app, name, important)
  await photograph(app, name)
  await resize(app, LARGE)
  await photograph(app, `${name}-large`)
  await resize(app, SMALLEST)
}

async function expectToSuit(
  app: RunningApp,
  name: string,
  important: readonly Locator[],
): Promise<void> {
  await resize(app, SMALLEST)
  const overflow = await app.page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement
    return { width: scrollWidth - clientWidth, height: scrollHeight - clientHeight }
  })
  expect(overflow, name).toEqual({ width: 0, height: 0 })
  for (const locator of important) await expect(locator).toBeInViewport({ ratio: 1 })
  for (const colorScheme of SCHEMES) {
    await app.page.emulateMedia({ colorScheme })
    await untilDrawn(app)
    await expectAccessible(app.page, `${name}, ${colorScheme}`)
  }
}

async function photograph(app: RunningApp, name: string): Promise<void> {
  // Away from the chart, whose crosshair follows it.
  await app.page.mouse.move(1, 1)
  for (const colorScheme of SCHEMES) {
    await app.page.emulateMedia({ colorScheme })
    await untilDrawn(app)
    await app.page.screenshot({ path: join(folder(), `${name}-${colorScheme}.png`) })
  }
}

function folder(): string {
  const wanted = process.env.CRYPTOBOT_PICTURES
  const path = wanted === undefined ? test.info().outputPath('pictures') : wanted
  mkdirSync(path, { recursive: true })
  return path
}

async function resize({ electron, page }: RunningApp, size: typeof PICTURE): Promise<void> {
  const window = await electron.browserWindow(page)
  const inner = () => page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  // Asked until it is so: the answer of the main process is lost when it collects garbage meanwhile.
  await expect(async () => {
    await window.evaluate((shown, { width, height }) => shown.setContentSize(width, height), size)
    await expect.poll(inner, { timeout: 2_000 }).toEqual(size)
  }).toPass()
}

/** Charts draw in the frame after the one that changed them. */
async function untilDrawn({ page }: RunningApp): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame)
  })
}
