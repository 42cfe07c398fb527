import type { Locator, Page } from '@playwright/test'

type Wish = {
  readonly side?: 'Buy' | 'Sell'
  readonly type?: string
  readonly quantity: string
  readonly limit?: string
  readonly trigger?: string
  readonly stop?: string
  readonly target?: string
}

/** The order ticket beside the chart. */
export class OrderTicket {
  readonly page: Page
  readonly region: Locator
  readonly quantity: Locator
  readonly limitPrice: Locator
  readonly triggerPrice: Locator
  readonly refused: Locator
  readonly send: Locator
  readonly outcome: Locator
  readonly largeBox: Locator

  constructor(page: Page) {
    this.page = page
    this.region = page.getByRole('region', { name: 'Order by hand' })
    this.quantity = this.region.getByLabel('Quantity')
    this.limitPrice = this.region.getByRole('textbox', { name: 'Limit price' })
    this.triggerPrice = this.region.getByRole('textbox', { name: 'Trigger price' })
    this.refused = this.region.getByRole('alert', { name: 'Refused' })
    this.send = this.region.getByRole('button', { name: /^(Buy|Sell) .+ (on|with) / })
    this.outcome = this.region.getByRole('status', { name: 'The order' })
    this.largeBox = this.region.getByRole('checkbox', { name: 'I mean this quantity' })
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'New order…' }).click()
  }

  async fillIn({ side, type, quantity, limit, trigger, stop, target }: Wish): Promise<void> {
    if (side) await this.region.getByRole('radio', { name: side }).check()
    if (type) await this.region.getByLabel('Type').selectOption({ label: type })
    if (trigger !== undefined) await this.triggerPrice.fill(trigger)
    if (stop !== undefined) await this.priceField('Stop the loss at').fill(stop)
    if (target !== undefined) await this.priceField('Take the profit at').fill(target)
    if (limit !== undefined) await this.limitPrice.fill(limit)
    await this.quantity.fill(quantity)
  }

  priceField(name: string): Locator {
    return this.region.getByRole('textbox', { name })
  }

  button(name: 'Review the order' | 'Change it' | 'Another order' | 'Close' | 'More'): Locator {
    return this.region.getByRole('button', { name, exact: true })
  }

  /** From an empty ticket to an order on its way. */
  async place(wish: Wish): Promise<void> {
    await this.open()
    await this.fillIn(wish)
    await this.button('Review the order').click()
    await this.send.click()
    await this.outcome.waitFor()
  }
}
