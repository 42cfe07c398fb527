import { expect, type Locator, type Page } from '@playwright/test'

/** Where strategies are tried on the past. */
export class Research {
  readonly page: Page
  readonly form: Locator
  readonly run: Locator
  readonly result: Locator
  readonly figures: Locator
  readonly trades: Locator
  readonly chart: Locator
  readonly legend: Locator
  readonly checks: Locator
  readonly progress: Locator
  readonly cancel: Locator
  readonly runOnPaper: Locator
  readonly searchForm: Locator
  readonly search: Locator
  readonly searchResult: Locator

  constructor(page: Page) {
    this.page = page
    this.form = page.getByRole('form', { name: 'Backtest' })
    this.run = page.getByRole('button', { name: 'Run the backtest' })
    this.result = page.getByRole('article', { name: 'Result' })
    this.figures = this.result.getByLabel('Key figures')
    this.trades = this.result.getByRole('table', { name: 'Trades' })
    this.chart = this.result.getByRole('img', { name: /^Candles with/ })
    this.legend = this.result.getByTestId('result-legend')
    this.checks = page.getByRole('list', { name: 'Checks' })
    this.progress = page.getByRole('progressbar')
    this.cancel = page.getByRole('button', { name: 'Cancel', exact: true })
    this.searchForm = page.getByRole('form', { name: 'Search' })
    this.search = page.getByRole('button', { name: 'Search for parameters' })
    this.searchResult = page.getByRole('article', { name: 'Search result' })
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

  range(parameter: string, part: 'from' | 'to' | 'step'): Locator {
    return this.searchForm.getByLabel(`${parameter}: ${part}`)
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name })
  }

  /** Brings a file in through the button of the form that is in front. */
  async bringIn(name: string): Promise<void> {
    await this.button('Bring in a CSV file…').click()
    await expect(this.page.getByLabel('Source')).toContainText(name)
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name })
  }
}
