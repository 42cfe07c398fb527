import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Dashboard } from '../pages/dashboard.ts'
import { Research } from '../pages/research.ts'
import { Wizard } from '../pages/wizard.ts'
import { chooseFile, saveTo } from '../support/choose-file.ts'
import { fastForward } from '../support/fast-forward.ts'
import { takePictures, takePicturesAtBothEnds } from '../support/picture.ts'
import { expect, test } from '../support/story.ts'
import { csvOf, hourlyCandles } from '../support/synthetic-candles.ts'

test('a backtest of a file leads to a bot that trades it on paper', async ({
  openApp,
  profile,
}) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  const research = new Research(app.page)
  await research.open()
  await expect(research.page.getByText('No backtest yet.')).toBeVisible()
  await takePictures(app, 'research-empty', [research.run])

  const file = profile.path('BTCUSDT-1h.csv')
  const text = csvOf(hourlyCandles(2_400))
  const broken = text.trimEnd().split('\n').toSpliced(100, 3)
  writeFileSync(file, [...broken, broken.at(-1)].join('\n'))
  await chooseFile(app, file)
  await research.button('Bring in a CSV file…').click()
  await expect(research.form).toContainText('Repair the file')
  await expect(research.form.getByRole('alert')).toContainText('line')
  await research.form.getByLabel('Repair the file').check()
  await research.bringIn('BTCUSDT-1h.csv, repaired')
  await expect(research.field('Symbol')).toHaveValue('BTC/USDT')
  await research.field('Fast average').fill('12')
  await research.field('Slow average').fill('40')
  await research.run.click()
  await expect(research.result).toBeVisible({ timeout: 30_000 })
  await expect(research.result).toContainText('2,400 candles of 1h')
  await expect(research.figure('Return')).toContainText('buy and hold')
  await expect(research.trades).toContainText('The fast average crossed above the slow one')
  await takePictures(app, 'research-result', [research.runOnPaper, research.figures])
  await research.tab('Months').click()
  await expect(research.page.getByRole('table', { name: 'Months' })).toContainText('2025')
  await research.page.getByRole('button', { name: 'Show the checks' }).click()
  await expect(research.checks).toContainText('Complete data')
  await expect(research.checks).toContainText('3 missing candles')
  await takePictures(app, 'research-trust')
  await research.chart.hover()
  await expect(research.legend).toContainText('Fast')
  await expect(research.legend).toContainText('Buy and hold')

  await research.runOnPaper.click()
  const wizard = new Wizard(app.page)
  await expect(wizard.answer('Fast 12, Slow 40')).toBeVisible()
  await expect(wizard.answer('Replay of BTC/USDT')).toBeVisible()
  await wizard.start.click()
  const dashboard = new Dashboard(app.page)
  await expect(dashboard.strip).toContainText('PAPER')
  await fastForward(app, async () => (await app.snapshot()).fills.length > 0)
  const [fill] = (await app.snapshot()).fills
  expect(fill?.side).toBe('buy')
})

test('a run can be cancelled, and what makes no sense is refused where it stands', async ({
  openApp,
}) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  const research = new Research(app.page)
  await research.open()
  await research.field('Fast average').fill('40')
  await research.field('Fee').fill('50')
  await research.field('To (UTC)').fill('2031-01-01')
  await research.run.click()
  await expect(research.form).toContainText('The fee must be from 0 to 10 %.')
  await expect(research.form).toContainText('These candles are from 2025-01-01 to 2025-03-31')
  await expect(research.form).toContainText('must be')
  await expect(research.progress).toBeHidden()

  await research.field('Fast average').fill('10')
  await research.field('Fee').fill('0.1')
  await research.field('To (UTC)').fill('2025-03-31')
  await research.run.click()
  await expect(research.progress).toBeVisible()
  await research.cancel.click()
  await expect(research.page.getByText('You cancelled the backtest.')).toBeVisible()
  await expect(research.run).toBeEnabled()
})

test('results are exported, saved, and put side by side', async ({ openApp, profile }) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  const research = new Research(app.page)
  await research.open()
  for (const [fast, slow] of [
    ['10', '30'],
    ['20', '60'],
  ] as const) {
    await research.field('Fast average').fill(fast)
    await research.field('Slow average').fill(slow)
    await research.run.click()
    await expect(research.result.getByRole('button', { name: 'Save', exact: true })).toBeEnabled()
    await research.result.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(research.result.getByRole('button', { name: 'Saved' })).toBeVisible()
  }
  const file = profile.path('report.html')
  await saveTo(app, file)
  await research.result.getByLabel('Export').selectOption('Page (HTML)')
  await expect
    .poll(() => existsSync(file) && readFileSync(file, 'utf8'))
    .toContain('<!doctype html>')

  await research.tab('Saved results').click()
  const rows = research.page.getByRole('table', { name: 'Saved results' }).getByRole('checkbox')
  await expect(rows).toHaveCount(2)
  for (const row of await rows.all()) await row.check()
  const table = research.page.getByRole('table', { name: 'Side by side' })
  await expect(table).toContainText('fast 10, slow 30')
  await expect(table).toContainText('fast 20, slow 60')
  await takePictures(app, 'research-compared', [table.getByText('Return', { exact: true })])
  await research.button('Delete').first().click()
  await expect(rows).toHaveCount(1)
})

test('a search is paused, outlives a restart, and tells what to take and how far to believe it', async ({
  openApp,
  profile,
}) => {
  const first = await openApp()
  await new Wizard(first.page).startDemo()
  const research = new Research(first.page)
  await research.open()
  await research.tab('Optimise').click()
  await expect(research.page.getByText('No search yet.')).toBeVisible()
  await research.range('Fast average', 'from').fill('90')
  await research.search.click()
  await expect(research.searchForm).toContainText('Ends before it begins.')
  await research.range('Fast average', 'from').fill('4')
  await research.range('Fast average', 'step').fill('2')
  await research.range('Slow average', 'step').fill('5')
  await research.searchForm.getByLabel('Deepest fall').fill('60')
  const file = profile.path('BTCUSDT-1h.csv')
  writeFileSync(file, csvOf(hourlyCandles(2_400)))
  await chooseFile(first, file)
  await research.bringIn('BTCUSDT-1h.csv')
  await research.search.click()
  await expect(research.progress).toBeVisible()
  await research.button('Pause').click()
  await expect(research.page.getByText('The search is paused.')).toBeVisible()
  await takePictures(first, 'research-search-paused', [research.button('Resume the search')])
  await first.quit()

  const second = await openApp()
  const again = new Research(second.page)
  await again.open()
  await again.tab('Optimise').click()
  await again.button('Resume the search').click()
  await expect(again.searchResult).toBeVisible({ timeout: 40_000 })
  await expect(again.page.getByRole('table', { name: 'Windows' }).getByRole('row')).toHaveCount(5)
  await expect(again.searchResult.getByRole('img', { name: /^Sharpe by/ })).toBeVisible()
  await takePictures(second, 'research-search', [again.runOnPaper])
  await again.searchResult.getByRole('table', { name: 'Sets' }).scrollIntoViewIfNeeded()
  await takePictures(second, 'research-search-sets')
  await expect(again.searchResult.getByRole('table', { name: 'With other luck' })).toContainText(
    'Deepest fall, other orders',
  )
  await second.quit()

  const third = await openApp()
  const finished = new Research(third.page)
  await finished.open()
  await finished.tab('Optimise').click()
  await expect(finished.searchResult).toBeVisible()
  await expect(finished.page.getByLabel('Shown search')).toContainText('done')
})

test('several markets share one account, and shorter candles fill inside longer ones', async ({
  openApp,
  profile,
}) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  const research = new Research(app.page)
  await research.open()
  for (const [name, count] of [
    ['BTCUSDT-1h.csv', 2_400],
    ['ETHUSDT-1h.csv', 2_300],
  ] as const) {
    writeFileSync(profile.path(name), csvOf(hourlyCandles(count)))
    await chooseFile(app, profile.path(name))
    await research.bringIn(name)
  }
  await research.field('Share').fill('40')
  await research.button('Add a market').click()
  await research.form.getByLabel('Symbol of market 2').fill('ETH/USDT')
  await research.run.click()
  await expect(research.form).toContainText('ETH/USDT is there twice')
  await research.form.getByLabel('Symbol of market 2').fill('BTC/USDT')
  await expect(research.form).not.toContainText('is there twice')
  await takePicturesAtBothEnds(app, 'research-markets-form')
  await research.run.click()
  await expect(research.result).toContainText('on ETH/USDT, BTC/USDT', { timeout: 30_000 })
  await expect(research.trades).toContainText('BTC/USDT')
  await expect(research.trades).toContainText('ETH/USDT')
  await takePicturesAtBothEnds(app, 'research-markets', [research.figures])

  await research.button('Remove market 2').click()
  await research.form.getByText('More about fills').click()
  await research.field('Delay').fill('60')
  await research.field('Largest part').fill('10')
  await research.run.click()
  await expect(research.result).toContainText('on ETH/USDT', { timeout: 30_000 })
  await research.tab('What was tested').click()
  await expect(research.result).toContainText('10 % of a candle’s volume')
})
