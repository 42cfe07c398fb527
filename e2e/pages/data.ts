import type { Locator, Page } from '@playwright/test'

/** Data: what is stored of candles, downloads, and upkeep. */
export class DataScreen {
  readonly page: Page
  readonly table: Locator
  readonly chart: Locator
  readonly form: Locator

  constructor(page: Page) {
    this.page = page
    this.table = page.getByRole('table', { name: 'Stored candles' })
    this.chart = page.getByTestId('market-chart')
    this.form = page.getByRole('form', { name: 'New download' })
  }

  async open(): Promise<void> {
    const rail = this.page.getByRole('navigation', { name: 'Main' })
    await rail.getByRole('button', { name: 'Data' }).click()
  }

  async openTab(name: 'Candles' | 'Downloads' | 'Upkeep'): Promise<void> {
    await this.page.getByRole('tab', { name }).click()
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name })
  }

  download(title: string): Locator {
    return this.page.getByRole('article', { name: title })
  }

  row(symbol: string, length: string): Locator {
    const button = this.page.getByRole('button', {
      name: new RegExp(`^${symbol} .*, ${length}$`),
    })
    return this.table.getByRole('row').filter({ has: button })
  }

  async choose(symbol: string, length: string): Promise<void> {
    await this.row(symbol, length).getByRole('button').click()
  }

  /** What the chart says to those who hear it. */
  async words(): Promise<string> {
    const id = await this.chart.getAttribute('aria-describedby')
    return (await this.page.locator(`[id="${id}"]`).textContent()) ?? ''
  }
}
