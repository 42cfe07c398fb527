import { expect, type Locator, type Page } from '@playwright/test'

/** Markets: the list on the left, the chart of the chosen one on the right. */
export class Markets {
  readonly page: Page
  readonly table: Locator
  readonly search: Locator
  readonly chart: Locator
  readonly trouble: Locator

  constructor(page: Page) {
    this.page = page
    this.table = page.getByRole('table', { name: 'Markets' })
    this.search = page.getByRole('searchbox', { name: 'Search markets' })
    this.chart = page.getByTestId('market-chart')
    this.trouble = page.getByRole('alert', { name: 'Prices are old' })
  }

  async open(): Promise<void> {
    const rail = this.page.getByRole('navigation', { name: 'Main' })
    await rail.getByRole('button', { name: 'Markets' }).click()
  }

  async chooseExchange(name: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Exchange' }).fill(name)
    await this.page.getByRole('option', { name, exact: true }).click()
    await expect(this.page.getByRole('heading', { name: `Markets of ${name}` })).toBeVisible()
  }

  row(symbol: string): Locator {
    const button = this.page.getByRole('button', { name: symbol, exact: true })
    return this.table.getByRole('row').filter({ has: button })
  }

  /** Its price as it is written. */
  price(symbol: string): Locator {
    return this.row(symbol).getByRole('cell').nth(2)
  }

  star(symbol: string): Locator {
    return this.table.getByRole('button', { name: `Watch ${symbol}`, exact: true })
  }

  async show(which: 'Watched' | 'All'): Promise<void> {
    await this.page.getByRole('radio', { name: which, exact: true }).check()
  }

  async openChart(symbol: string): Promise<void> {
    await this.table.getByRole('button', { name: symbol, exact: true }).click()
    await expect(this.page.getByRole('heading', { name: symbol, exact: true })).toBeVisible()
  }

  /** What the chart says to those who hear it. */
  async words(): Promise<string> {
    const id = await this.chart.getAttribute('aria-describedby')
    return (await this.page.locator(`[id="${id}"]`).textContent()) ?? ''
  }
}
