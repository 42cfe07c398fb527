import type { Locator, Page } from '@playwright/test'

/** What our record and the exchange's disagree about. */
export class DriftInbox {
  readonly page: Page
  readonly heading: Locator
  readonly drifts: Locator
  readonly banner: Locator

  constructor(page: Page) {
    this.page = page
    this.heading = page.getByRole('heading', { level: 1, name: 'Drift inbox' })
    this.drifts = page.getByRole('list', { name: 'Open drifts' }).locator('> li')
    this.banner = page.getByRole('alert', { name: 'Drifts' })
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('button', { name: 'Drifts' })
      .click()
  }

  choice(name: string): Locator {
    return this.drifts.getByRole('button', { name })
  }

  get question(): Locator {
    return this.page.getByRole('dialog')
  }
}
