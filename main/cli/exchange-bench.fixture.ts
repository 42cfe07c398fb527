import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { orderRecord } from '../../app/contract/account-records.ts'
import { tradingOutcome } from '../../app/contract/control.ts'
import { rowsIn } from '../../app/storage/raw-database.fixture.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { API_KEY, API_SECRET, FakeBinance } from '../../e2e/fake-exchange/fake-binance.ts'
import { MAIN_ACCOUNT } from '../../e2e/fake-exchange/fake-exchange.ts'
import { CommandLine } from './command-line.fixture.ts'

const KEYS = { CRYPTOBOT_API_KEY: API_KEY, CRYPTOBOT_API_SECRET: API_SECRET }

interface BenchWishes {
  readonly speed?: number
  readonly mode?: 'testnet' | 'live'
}

/** Commands that trade at a fake Binance, as a person or a script calls them. */
export class ExchangeBench {
  readonly exchange: FakeBinance
  readonly url: string
  readonly profile = temporaryFolder()
  readonly #mode: 'testnet' | 'live'

  private constructor(exchange: FakeBinance, url: string, mode: 'testnet' | 'live') {
    this.exchange = exchange
    this.url = url
    this.#mode = mode
  }

  /** Where time runs faster, candles close sooner. Live is as safe as the loopback interface. */
  static async open({ speed = 1, mode = 'testnet' }: BenchWishes = {}): Promise<ExchangeBench> {
    const exchange = new FakeBinance({ speed })
    exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '10000')
    exchange.market.setPrice('BTCUSDT', '30000')
    const url = await exchange.start()
    onTestFinished(() => exchange.stop())
    return new ExchangeBench(exchange, url, mode)
  }

  get account(): readonly string[] {
    const where = ['--profile', this.profile, '--exchange-url', this.url]
    return [...where, '--mode', this.#mode, '--exchange', 'binance']
  }

  command(name: string, ...args: readonly string[]): CommandLine {
    return new CommandLine([name, ...this.account, ...args], { environment: KEYS })
  }

  /** An order for a hundredth at 20,000, which rests, unless told otherwise. */
  async place(intent: string, ...changes: readonly string[]) {
    const order = ['--symbol', 'BTC/USDT', '--side', 'buy', '--type', 'limit']
    const size = ['--quantity', '0.01', '--price', '20000', '--intent', intent]
    const command = this.command('place', ...order, ...size, ...changes)
    const status = await command.status()
    return { status, errors: command.errors, output: command.output }
  }

  async placed(intent: string) {
    const { output, status, errors } = await this.place(intent)
    expect(status, errors).toBe(0)
    return orderRecord.parse(JSON.parse(output))
  }

  /** How trading stands after a command that changes it. */
  async control(name: string, ...args: readonly string[]) {
    const command = this.command(name, ...args)
    expect(await command.status(), command.errors).toBe(0)
    return tradingOutcome.parse(JSON.parse(command.output))
  }

  /** An engine that runs the account that there is, and has looked at the exchange. */
  async run(): Promise<CommandLine> {
    const run = this.command('run', '--headless')
    await run.told('status', ({ reconciliation }) => reconciliation.isReconciled)
    return run
  }

  openOrders(): number {
    return this.exchange.engine.state.orders.open().length
  }

  /** Of the account, the newest first. */
  auditEntries(): readonly unknown[] {
    const ledger = join(this.profile, 'accounts', `${this.#mode}-binance`, 'ledger.db')
    return rowsIn(ledger, 'SELECT action, subject, detail FROM audit ORDER BY id DESC')
  }

  /** Files below the profile that hold a text. */
  filesWith(text: string): readonly string[] {
    return readdirSync(this.profile, { recursive: true, encoding: 'utf8' })
      .map((name) => join(this.profile, name))
      .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text))
  }
}

export { API_KEY, API_SECRET }
