import { expect, type Locator, type Page } from '@playwright/test'

type RailWord =
  | 'Orders'
  | 'Dashboard'
  | 'Drifts'
  | 'Risk'
  | 'Health'
  | 'Alerts'
  | 'Set up again'
  | 'Settings'
  | 'Commands'

type Records = 'Decisions' | 'Orders' | 'Fills'

/** The cockpit with the strip above it. */
export class Dashboard {
  readonly page: Page
  readonly strip: Locator
  readonly condition: Locator
  readonly halt: Locator
  readonly halted: Locator
  readonly resume: Locator
  readonly tradingState: Locator
  readonly feedTrouble: Locator
  readonly killSwitch: Locator
  readonly chart: Locator
  readonly bot: Locator
  readonly position: Locator
  readonly balances: Locator
  readonly reconciliation: Locator
  readonly unresolved: Locator
  readonly cancelAll: Locator

  constructor(page: Page) {
    this.page = page
    this.strip = page.getByRole('region', { name: 'Trading mode' })
    this.condition = page.getByRole('status', { name: 'Condition' })
    this.halt = this.strip.getByRole('button', { name: 'Halt trading' })
    this.halted = this.strip.getByRole('button', { name: 'Trading is halted' })
    this.resume = page.getByRole('button', { name: 'Resume trading' })
    this.tradingState = page.getByRole('alert', { name: 'Trading state' })
    this.killSwitch = page.getByRole('alert', { name: 'Kill switch' })
    this.feedTrouble = page.getByRole('alert', { name: 'Market data trouble' })
    this.chart = page.getByRole('img', { name: /^Candle chart/ })
    this.bot = page.getByRole('region', { name: 'Bots' }).getByRole('listitem').first()
    this.position = page.getByRole('region', { name: 'Open position' })
    this.balances = page.getByRole('region', { name: 'Balances' })
    this.reconciliation = page.getByRole('status', { name: 'Reconciliation' })
    this.unresolved = page.getByRole('alert', { name: 'Unresolved orders' })
    this.cancelAll = page.getByRole('button', { name: /^Cancel (1 order|all \d+ orders)$/ })
  }

  /** The pane with the candles; the axes have canvases of their own. */
  get #canvas(): Locator {
    return this.chart.locator('canvas').first()
  }

  get equity(): Locator {
    return this.strip.getByTitle(/^Free and reserved balances/)
  }

  /** The value beside a term of the panels on the right. */
  fact(term: string): Locator {
    return this.page.locator('dt', { hasText: term }).locator('xpath=following-sibling::dd')
  }

  botButton(action: 'Start' | 'Stop'): Locator {
    return this.bot.getByRole('button', { name: new RegExp(`^${action} `) })
  }

  rail(word: RailWord): Locator {
    return this.page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: word })
  }

  async choosePace(candlesPerSecond: 1 | 2 | 5 | 10 | 50): Promise<void> {
    const pace = this.page.getByRole('radio', { name: `${candlesPerSecond}×`, exact: true })
    await pace.click()
    await expect(pace).toBeChecked()
  }

  async resetBalance(amount: string): Promise<void> {
    await this.rail('Settings').click()
    await this.page.getByRole('button', { name: 'Reset balance…' }).click()
    await this.page.getByLabel('New balance').fill(amount)
    await this.page.getByRole('button', { name: 'Archive and reset' }).click()
    await expect(this.page.getByText('The old ledger is archived and')).toBeVisible()
    await this.rail('Dashboard').click()
  }

  /** How much of the chart's width has candles on it, from 0 to 1, read from the pixels themselves. */
  paintedShare(): Promise<number> {
    return this.#canvas.evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? []
      const painted = new Set<number>()
      for (let at = 0; at < pixels.length; at += 4) {
        const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]]
        // Candles are the only thing in full colour that is everywhere; grid and background are grey.
        if (Math.max(red, green, blue) - Math.min(red, green, blue) > 60)
          painted.add(Math.floor((((at / 4) % width) * 50) / width))
      }
      return painted.size / 50
    })
  }

  /** How many of the chart's pixels have one of the theme's colours. */
  /** What the legend says of one of the strategy's lines. */
  legend(line: string): Locator {
    return this.page.getByTestId('candle-chart').getByText(line, { exact: true }).locator('..')
  }

  pixelsIn(colour: `--${string}`): Promise<number> {
    return this.#canvas.evaluate((canvas: HTMLCanvasElement, name) => {
      const { width, height } = canvas
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? []
      canvas.style.color = `var(${name})`
      const wanted = getComputedStyle(canvas).color.match(/\d+/g)?.map(Number) ?? []
      let count = 0
      for (let at = 0; at < pixels.length; at += 4) {
        if ([0, 1, 2].every((channel) => pixels[at + channel] === wanted[channel])) count += 1
      }
      return count
    }, colour)
  }

  async chooseTheme(theme: 'Dark' | 'Light'): Promise<void> {
    await this.rail('Settings').click()
    await this.page.getByRole('radio', { name: theme }).click()
    await expect(this.page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase())
    await this.rail('Dashboard').click()
  }

  /** How many rows a tab has, in view or not. */
  async recordCount(kind: Records): Promise<number> {
    await this.page.getByRole('tab', { name: kind }).click()
    const table = this.page.getByRole('table', { name: kind })
    return Number(await table.getAttribute('aria-rowcount')) - 1
  }

  /** Opens a tab of the records and gives its rows, newest first, without the header. */
  async records(kind: Records): Promise<Locator> {
    await this.page.getByRole('tab', { name: kind }).click()
    return this.page.getByRole('table', { name: kind }).locator('tbody').getByRole('row')
  }
}
