import type { Locator, Page } from '@playwright/test'

/** Where strategies are tried on the past. */
export class Research {
  readonly page: Page
  readonly form: Locator
  readonly run: Locator
  readonly result: Locator
  readonly figures: Locator
  readonly trades: Locator
  readonly chart: Locator
  readonly progress: Locator
  readonly cancel: Locator
  readonly runOnPaper: Locator

  constructor(page: Page) {
    this.page = page
    this.form = page.getByRole('form', { name: 'Backtest' })
    this.run = page.getByRole('button', { name: 'Run the backtest' })
    this.result = page.getByRole('article', { name: 'Result' })
    this.figures = this.result.getByLabel('Key figures')
    this.trades = this.result.getByRole('table', { name: 'Trades' })
    this.chart = this.result.getByRole('img', { name: /^Candles with/ })
    this.progress = page.getByRole('progressbar')
    this.cancel = page.getByRole('button', { name: 'Cancel', exact: true })
    this.runOnPaper = page.getByRole('button', { name: 'Run this on paper…' })
  }

  async open(): Promise<void> {
    const rail = this.page.getByRole('navigation', { name: 'Main' })
    await rail.getByRole('button', { name: 'Research' }).click()
  }

  field(name: string): Locator {
    return this.form.getByLabel(name)
  }

  figure(term: string): Locator {
    return this.figures.locator('div').filter({ has: this.page.getByText(term, { exact: true }) })
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name })
  }
}
