import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { executeIn } from '../../app/storage/raw-database.fixture.ts'
import { FakeBinance } from '../fake-exchange/fake-binance.ts'
import { Dashboard } from '../pages/dashboard.ts'
import { DataScreen } from '../pages/data.ts'
import { Research } from '../pages/research.ts'
import { Settings } from '../pages/settings.ts'
import { Wizard } from '../pages/wizard.ts'
import { chooseFile, saveTo } from '../support/choose-file.ts'
import { takePictures, takePicturesAtBothEnds } from '../support/picture.ts'
import type { RunningApp } from '../support/running-app.ts'
import { test as base, expect } from '../support/story.ts'

const SLOW = { timeout: 25_000 }
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const test = base.extend<{ readonly exchange: FakeBinance }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  exchange: async ({}, use) => {
    const exchange = new FakeBinance()
    await exchange.start()
    await use(exchange)
    await exchange.stop()
  },
})

test('candles are downloaded, looked at, checked and given out again', async ({
  openApp,
  profile,
  exchange,
}) => {
  const app = await openApp()
  const data = await openData(app, exchange)
  await expect(app.page.getByText('No candles are stored yet.')).toBeVisible()
  await takePictures(app, 'data-empty', [data.button('Bring in a file…')])

  await data.openTab('Downloads')
  await data.form.getByLabel('Markets').fill('btcusdt')
  await data.button('Download').click()
  await expect(data.form).toContainText('BTCUSDT is no market')
  await data.form.getByLabel('Markets').fill('btc/usdt, eth/usdt')
  await data.form.getByLabel('From').fill(dayBefore(6))
  await data.form.getByLabel('To').fill(dayBefore(2))
  await data.button('Download').click()
  for (const title of ['BTC/USDT 1m', 'ETH/USDT 1m']) {
    await expect(data.download(title)).toContainText('7,200 candles came', SLOW)
    await expect(data.download(title)).toContainText('and are the same')
  }
  await takePictures(app, 'data-downloads', [data.download('BTC/USDT 1m'), data.button('Download')])

  await data.openTab('Candles')
  await expect(data.row('ETH/USDT', '1m')).toContainText('7,200')
  await expect(data.row('ETH/USDT', '1h')).toContainText('1h of 1m')
  await data.choose('ETH/USDT', '1m')
  await expect.poll(() => data.words()).toContain('2000 1m candles of ETH/USDT')
  await expect(app.page.getByText('No candle is missing')).toBeVisible()
  await takePicturesAtBothEnds(app, 'data', [data.chart, data.button('Export CSV…')])

  await data.chart.focus()
  const zoomedOut = async () => {
    await app.page.keyboard.press('-')
    return data.words()
  }
  await expect.poll(zoomedOut, SLOW).toContain('1440 5m candles of ETH/USDT')
  await expect(data.chart.getByText('Zoomed out: bars of 5m')).toBeVisible()

  const research = new Research(app.page)
  await research.open()
  await research.field('Source').selectOption('Stored: ETH/USDT binance, 1h')
  await research.field('Fast average').fill('5')
  await research.field('Slow average').fill('20')
  await research.run.click()
  await expect(research.result).toContainText('120 candles of 1h', SLOW)

  await data.open()
  await data.choose('ETH/USDT', '1m')
  const path = profile.path('eth.csv')
  await saveTo(app, path)
  await data.button('Export CSV…').click()
  await expect
    .poll(() => existsSync(path) && readFileSync(path, 'utf8').split('\n').length)
    .toBe(7_202)
})

test('a file with a gap comes in, old candles go when they were shown, and damage is named', async ({
  openApp,
  profile,
  exchange,
}) => {
  const app = await openApp()
  const data = await openData(app, exchange)
  const { page } = app
  const path = profile.path('minutes.csv')
  writeFileSync(path, minutesWithout(100, 160))
  await chooseFile(app, path)
  await data.button('Bring in a file…').click()
  await page.getByLabel('Where it is from').fill('mine')
  await page.getByLabel('Market', { exact: true }).fill('btc/eur')
  await data.button('Choose the file…').click()
  await expect(page.getByText('60 candles are missing')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Gaps' })).toContainText('Not downloaded')

  await data.openTab('Upkeep')
  await data.button('Check everything').click()
  await expect(page.getByText('All is sound.')).toBeVisible()
  await page.getByLabel('Keep candles of 1m').selectOption('30 days')
  await data.button('Show what would go…').click()
  await expect(page.getByRole('table', { name: 'What would go' })).toContainText('BTC/EUR')
  await takePictures(app, 'data-upkeep', [data.button(/^Remove /), data.button('Check everything')])
  await data.button(/^Remove /).click()
  await expect(page.getByText(/candles went\./)).toBeVisible()
  await data.button('Give unused room back').click()
  await expect(page.getByText(/went back to the disk/)).toBeVisible()
  await data.openTab('Candles')
  await expect(data.row('BTC/EUR', '1h')).toContainText('1,440')
  await app.quit()

  executeIn(profile.path('candles.db'), 'UPDATE candle_blocks SET checksum = checksum + 1')
  const again = await openApp()
  const second = new DataScreen(again.page)
  await second.open()
  await second.openTab('Upkeep')
  await second.button('Check everything').click()
  await expect(again.page.getByText('its checksum is wrong').first()).toBeVisible()
  await takePictures(again, 'data-damaged', [second.button('Check everything')])
})

async function openData(app: RunningApp, exchange: FakeBinance): Promise<DataScreen> {
  await new Wizard(app.page).startDemo()
  await new Dashboard(app.page).rail('Settings').click()
  await new Settings(app.page).overrideAddress('Binance', exchange.url)
  const data = new DataScreen(app.page)
  await data.open()
  return data
}

function dayBefore(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10)
}

/** Sixty days of minutes up to now, but for a few. */
function minutesWithout(from: number, until: number): string {
  const start = Math.floor(Date.now() / DAY_MS - 60) * DAY_MS
  const rows = Array.from({ length: 60 * 1_440 }, (_, minute) => minute)
    .filter((minute) => minute < from || minute >= until)
    .map((minute) => {
      const price = 30_000 + Math.round(2_000 * Math.sin(minute / 3_000) + (minute % 37))
      return [start + minute * MINUTE_MS, price, price + 9, price - 8, price + 2, '1.5'].join(',')
    })
  return ['timestamp,open,high,low,close,volume', ...rows].join('\n')
}
