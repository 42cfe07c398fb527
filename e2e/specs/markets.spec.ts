import { existsSync, readFileSync, statSync } from 'node:fs'
import { FakeBinance } from '../fake-exchange/fake-binance.ts'
import { LISTED_SYMBOLS, type ListedSymbol } from '../fake-exchange/listed-symbols.ts'
import { Dashboard } from '../pages/dashboard.ts'
import { Markets } from '../pages/markets.ts'
import { Settings } from '../pages/settings.ts'
import { Wizard } from '../pages/wizard.ts'
import { saveTo } from '../support/choose-file.ts'
import { takePictures, takePicturesAtBothEnds } from '../support/picture.ts'
import type { RunningApp } from '../support/running-app.ts'
import { test as base, expect } from '../support/story.ts'

const SLOW = { timeout: 25_000 }
const COINS = ['ADA', 'AVAX', 'BNB', 'DOGE', 'DOT', 'LINK', 'LTC', 'SOL', 'TRX', 'XRP']
const MADE_UP = 190
const FOUR = ['BTC/USDT', 'LTC/USDT', 'SOL/USDT', 'DOGE/USDT']

const test = base.extend<{ readonly exchange: FakeBinance }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  exchange: async ({}, use) => {
    const exchange = new FakeBinance({ listed: manyMarkets() })
    await exchange.start()
    await use(exchange)
    await exchange.stop()
  },
})

test('every market of an exchange is found, watched and kept; what cannot be reached is old', async ({
  openApp,
  exchange,
}) => {
  const app = await openApp()
  await openMarkets(app, exchange)
  const markets = new Markets(app.page)
  await takePictures(app, 'markets-choose', [app.page.getByRole('combobox', { name: 'Exchange' })])
  await markets.chooseExchange('Binance')
  await expect(markets.table).toHaveAttribute('aria-rowcount', String(manyMarkets().length + 1))
  // Only what can be seen exists.
  expect(await markets.table.getByRole('row').count()).toBeLessThan(60)
  await markets.show('Watched')
  await takePictures(app, 'markets-empty', [app.page.getByText('No market is watched yet.')])

  await markets.show('All')
  await markets.search.fill('solus')
  await expect(markets.table).toHaveAttribute('aria-rowcount', '2')
  await markets.star('SOL/USDT').click()
  await markets.search.fill('')
  for (const coin of ['BTC', 'ETH', 'ADA', 'XRP', 'DOGE']) {
    await markets.search.fill(coin)
    await markets.star(`${coin}/USDT`).click()
    await expect(markets.star(`${coin}/USDT`)).toHaveAttribute('aria-pressed', 'true')
  }
  await markets.search.fill('')
  await markets.show('Watched')
  exchange.market.setPrice('SOLUSDT', '1234.50')
  await expect(markets.price('SOL/USDT')).toHaveText('1,234.50')
  await app.quit()

  const again = await openApp()
  const second = new Markets(again.page)
  await second.open()
  await expect(second.table).toHaveAttribute('aria-rowcount', '7')
  await expect(second.price('SOL/USDT')).toHaveText('1,234.50')
  exchange.market.setPrice('SOLUSDT', '1240.00')
  await expect(second.price('SOL/USDT')).toHaveText('1,240.00')
  await exchange.goAway()
  await expect(second.trouble).toBeVisible(SLOW)
  await expect(second.price('SOL/USDT')).toHaveText('old1,240.00')
  await takePictures(again, 'markets-old', [second.trouble, second.price('SOL/USDT')])
  await exchange.comeBack()
  exchange.market.setPrice('SOLUSDT', '1250.00')
  await expect(second.price('SOL/USDT')).toHaveText('1,250.00', SLOW)
  await expect(second.trouble).toBeHidden()
})

test('the chart of any market shows what its reader adds to it, by mouse, by keyboard and in words', async ({
  openApp,
  profile,
  exchange,
}) => {
  const app = await openApp()
  await openMarkets(app, exchange)
  const markets = new Markets(app.page)
  const { page } = app
  await markets.chooseExchange('Binance')
  for (const coin of ['BTC', 'ETH', 'SOL', 'ADA', 'XRP', 'DOGE', 'LTC']) {
    await markets.search.fill(coin)
    await markets.star(`${coin}/USDT`).click()
    await expect(markets.star(`${coin}/USDT`)).toHaveAttribute('aria-pressed', 'true')
  }
  await markets.search.fill('')
  await markets.show('Watched')
  await markets.openChart('BTC/USDT')
  await expect.poll(() => markets.words()).toContain('1000 1h candles of BTC/USDT')
  await page.getByRole('radio', { name: '15m', exact: true }).check()
  await expect.poll(() => markets.words()).toContain('1000 15m candles of BTC/USDT')
  await page.getByLabel('Add an indicator').selectOption('Bollinger bands')
  await page.getByLabel('Add an indicator').selectOption('Relative strength')
  await expect(markets.chart.getByText('Relative strength 14')).toBeVisible()
  await page.getByRole('radio', { name: 'Log', exact: true }).check()
  await takePicturesAtBothEnds(app, 'markets', [markets.chart, markets.price('BTC/USDT')])

  // By keyboard, back to what is not there yet.
  await markets.chart.focus()
  const further = async () => {
    await page.keyboard.press('PageUp')
    return markets.words()
  }
  await expect.poll(further, SLOW).toContain('2000 15m candles of BTC/USDT')
  await page.keyboard.press('End')

  await page.getByLabel('Compare with').selectOption('ETH/USDT')
  await expect(markets.chart.getByText('ETH/USDT, in percent')).toBeVisible()
  await expect(page.getByRole('radio', { name: '%', exact: true })).toBeChecked()
  await takePictures(app, 'markets-compared', [markets.chart])

  // Four side by side, which are there again after a restart.
  await page.getByRole('radio', { name: 'Four', exact: true }).check()
  await page.getByTestId('market-chart').nth(1).focus()
  await markets.table.getByRole('button', { name: 'LTC/USDT', exact: true }).click()
  await page.getByLabel('Timeframe of LTC/USDT').selectOption('5m')
  await page.getByTestId('market-chart').nth(3).focus()
  await markets.table.getByRole('button', { name: 'DOGE/USDT', exact: true }).click()
  const headings = page.getByRole('region', { name: 'Chart', exact: true }).getByRole('heading')
  await expect(headings).toHaveText(FOUR)
  await takePicturesAtBothEnds(app, 'markets-four', [headings.nth(3)])
  await app.quit()
  const again = await openApp()
  await new Markets(again.page).open()
  const kept = again.page.getByRole('region', { name: 'Chart', exact: true })
  await expect(kept.getByRole('heading')).toHaveText(FOUR)
  await expect(again.page.getByLabel('Timeframe of LTC/USDT')).toHaveValue('5m')
  await expect(again.page.getByRole('radio', { name: '%', exact: true })).toBeChecked()
  await again.page.getByRole('radio', { name: 'One', exact: true }).check()
  await expect(kept.getByText('Relative strength 14')).toBeVisible()

  const path = profile.path('chart.png')
  await new Dashboard(again.page).rail('Dashboard').click()
  await again.page.getByRole('radio', { name: 'Log', exact: true }).check()
  await again.page.getByRole('radio', { name: 'Local', exact: true }).check()
  await expect(
    again.page.getByRole('img', { name: /^Candle chart .* by your clock$/ }),
  ).toBeVisible()
  const legend = again.page.getByTestId('candle-chart')
  await expect(legend.getByText('Relative strength 14')).toBeVisible()
  await expect(legend.getByText('Bollinger bands 20')).toBeVisible()
  await takePicturesAtBothEnds(again, 'dashboard-log', [again.page.getByText('New order…')])
  await again.page.getByRole('radio', { name: 'UTC', exact: true }).check()
  await expect(again.page.getByRole('img', { name: /^Candle chart .* in UTC$/ })).toBeVisible()
  await new Markets(again.page).open()

  await saveTo(again, path)
  await again.page.getByRole('button', { name: 'Picture…' }).click()
  await expect.poll(() => existsSync(path) && statSync(path).size).toBeGreaterThan(5_000)
  expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG')
})

test('the last trades of a market are listed as they happen, and again after a restart', async ({
  openApp,
  exchange,
}) => {
  const app = await openApp()
  await openMarkets(app, exchange)
  const markets = new Markets(app.page)
  await markets.chooseExchange('Binance')
  await markets.show('All')
  await markets.search.fill('SOL')
  await markets.openChart('SOL/USDT')
  await app.page.getByRole('checkbox', { name: 'Trades' }).check()
  const trades = app.page.getByRole('table', { name: 'Trades of SOL/USDT' })
  exchange.market.setPrice('SOLUSDT', '1234.50')
  await expect(trades).toContainText('1,234.50 ▲')
  exchange.market.setPrice('SOLUSDT', '1230.25')
  await expect(trades.getByRole('row').nth(1)).toContainText('1,230.25')
  await expect(trades).toContainText('1,230.25 ▼')
  await takePicturesAtBothEnds(app, 'markets-trades', [trades.getByText('1,230.25 ▼')])
  await app.quit()
  const again = await openApp()
  await new Markets(again.page).open()
  await expect(again.page.getByRole('table', { name: 'Trades of SOL/USDT' })).toContainText(
    '1,230.25',
  )
})

/** The address is set first, so that nobody ever asks the real exchange. */
async function openMarkets(app: RunningApp, exchange: FakeBinance): Promise<void> {
  const dashboard = new Dashboard(app.page)
  await new Wizard(app.page).startDemo()
  await dashboard.rail('Settings').click()
  await new Settings(app.page).overrideAddress('Binance', exchange.url)
  await new Markets(app.page).open()
}

function manyMarkets(): readonly ListedSymbol[] {
  const [model] = LISTED_SYMBOLS
  if (model === undefined) throw new Error('nothing is listed')
  const named = COINS.map((coin, index) => [coin, 30 + 17 * index] as const)
  const made = Array.from({ length: MADE_UP }, (_, index) => [`COIN${index}`, 40 + index] as const)
  const more = [...named, ...made].map(([coin, priceDivisor], index) => ({
    ...model,
    ...{ symbol: `${coin}USDT`, baseAsset: coin, priceDivisor, seedOffset: index + 2 },
  }))
  return [...LISTED_SYMBOLS, ...more]
}
