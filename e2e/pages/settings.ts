import { expect, type Locator, type Page } from '@playwright/test'

/** The settings, without the strip and the rail around them. */
export class Settings {
  readonly page: Page
  readonly heading: Locator

  constructor(page: Page) {
    this.page = page
    this.heading = page.getByRole('heading', { level: 1, name: 'Settings' })
  }

  async overrideAddress(exchange: string, address: string): Promise<void> {
    await this.page.getByLabel('Exchange', { exact: true }).selectOption({ label: exchange })
    await this.page.getByLabel(`Address of ${exchange}`).fill(address)
    await this.page.getByRole('button', { name: 'Save address' }).click()
    await expect(this.page.getByText(`The address of ${exchange} is saved.`)).toBeVisible()
    await this.page.getByRole('button', { name: 'Dismiss notice' }).click()
  }
}
