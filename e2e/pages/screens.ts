import type { Locator, Page } from '@playwright/test'

/** Risk, health and alerts: what guards the whole, and who is told. */
export class Screens {
  readonly page: Page
  readonly breakers: Locator
  readonly limits: Locator
  readonly audit: Locator
  readonly parts: Locator
  readonly channels: Locator
  readonly log: Locator

  constructor(page: Page) {
    this.page = page
    this.breakers = page.getByRole('table', { name: 'Breakers' })
    this.limits = page.getByRole('table', { name: 'Limits' })
    this.audit = page.getByRole('table', { name: 'Audit log' })
    this.parts = page.getByRole('region', { name: 'Parts' }).getByRole('listitem')
    this.log = page.getByRole('table', { name: 'Log' })
    this.channels = page.getByRole('list', { name: 'Channels' }).getByRole('listitem')
  }

  /** The form beside the page. */
  get form(): Locator {
    return this.page.locator('aside form')
  }

  async open(screen: 'Risk' | 'Health' | 'Alerts'): Promise<void> {
    const rail = this.page.getByRole('navigation', { name: 'Main' })
    await rail.getByRole('button', { name: screen }).click()
  }

  async turnTo(
    page: 'Breakers' | 'Limits' | 'Audit log' | 'Channels' | 'Rules' | 'Parts' | 'Log',
  ): Promise<void> {
    await this.page.getByRole('tab', { name: page }).click()
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name })
  }

  field(name: string): Locator {
    return this.form.getByLabel(name)
  }
}
