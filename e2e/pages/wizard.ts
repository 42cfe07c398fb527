import type { Locator, Page } from '@playwright/test'

type Step =
  | 'Welcome'
  | 'Mode'
  | 'Market'
  | 'Bot'
  | 'Balance'
  | 'Backtest'
  | 'Risk'
  | 'Alerts'
  | 'Log'
  | 'Summary'

/** The set-up, step by step. */
export class Wizard {
  readonly page: Page
  readonly heading: Locator
  readonly riskBox: Locator
  readonly problem: Locator
  readonly chooseFile: Locator
  readonly back: Locator
  readonly sizeExample: Locator
  readonly quickDemo: Locator

  constructor(page: Page) {
    this.page = page
    this.heading = page.getByRole('heading', { level: 1 })
    this.riskBox = page.getByRole('checkbox', { name: 'I understand that I can lose money' })
    this.problem = page.getByRole('alert')
    this.back = page.getByRole('button', { name: 'Back', exact: true })
    this.quickDemo = page.getByRole('button', { name: 'Accept, and start the demo' })
    this.sizeExample = page.getByRole('status', { name: 'Example of a size' })
    this.chooseFile = page.getByRole('button', { name: 'Choose a CSV file…' })
  }

  /** The step that the progress list marks as the present one. */
  get currentStep(): Locator {
    return this.page
      .getByRole('navigation', { name: 'Setup progress' })
      .locator('[aria-current=step]')
  }

  continueTo(step: Lowercase<Step>): Locator {
    return this.page.getByRole('button', { name: `Continue to ${step}` })
  }

  /** An optional step that was left as it is. */
  skipTo(step: 'alerts'): Locator {
    return this.page.getByRole('button', { name: `Skip to ${step}` })
  }

  choice(title: string): Locator {
    return this.page.getByRole('radio', { name: title })
  }

  field(label: string): Locator {
    return this.page.getByLabel(label)
  }

  get armingWords(): Locator {
    return this.page.getByLabel(/^Type “/)
  }

  get start(): Locator {
    return this.page.getByRole('button', { name: /^Start / })
  }

  async acceptRisk(): Promise<void> {
    await this.riskBox.check()
    await this.continueTo('mode').click()
  }

  /** Finds something in a long list and takes it. */
  async search(list: 'Exchange' | 'Symbol', name: string): Promise<void> {
    await this.page.getByRole('combobox', { name: list }).fill(name)
    await this.page
      .getByRole('listbox', { name: list })
      .getByRole('option', { name, exact: true })
      .click()
  }

  /** One line of the summary. */
  answer(text: string): Locator {
    return this.page.getByRole('definition').filter({ hasText: text })
  }

  /** Presses on from a step to the end, with whatever is there. */
  async confirmFrom(step: 'market' | 'bot'): Promise<void> {
    if (step === 'market') await this.continueTo('bot').click()
    await this.continueTo('balance').click()
    await this.skipToSummary()
    await this.start.click()
  }

  /** From the balance on, with limits, alerts and log as they are. */
  async skipToSummary(): Promise<void> {
    await this.continueTo('backtest').click()
    await this.continueTo('risk').click()
    await this.skipTo('alerts').click()
    await this.continueTo('log').click()
    await this.continueTo('summary').click()
  }

  /** All the defaults: the demo market, SMA 10 and 30, a quarter of 10,000 a trade. */
  async startDemo(): Promise<void> {
    await this.acceptRisk()
    await this.continueTo('market').click()
    await this.confirmFrom('market')
  }
}
