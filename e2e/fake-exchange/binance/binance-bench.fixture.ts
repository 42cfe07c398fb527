import type { Exchange } from 'ccxt'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { openClient } from '../ccxt-client.fixture.ts'
import { API_KEY, API_SECRET, FakeBinance } from '../fake-binance.ts'
import { MAIN_ACCOUNT } from '../fake-exchange.ts'
import { amountText } from '../matching/amount.ts'

export const SYMBOL = 'BTC/USDT'

/** A fake Binance at 30,000 with a funded account, and the real ccxt on it, for all tests of a file. */
export class BinanceBench {
  readonly exchange = new FakeBinance()
  #client: Exchange | undefined
  #orders = 0

  constructor() {
    beforeAll(() => this.#open())
    afterAll(async () => {
      await this.#client?.close()
      await this.exchange.stop()
    })
    beforeEach(() => {
      this.exchange.calm()
      this.exchange.market.setPrice('BTCUSDT', '30000')
    })
  }

  get client(): Exchange {
    if (!this.#client) throw new Error('the bench is not open yet')
    return this.#client
  }

  nextId(): string {
    this.#orders += 1
    return `order-${this.#orders}`
  }

  /** A limit order to buy a hundredth that rests, if not told otherwise. */
  async placed(clientOrderId = this.nextId(), price = 29_000) {
    const params = { clientOrderId }
    const order = await this.client.createOrder(SYMBOL, 'limit', 'buy', 0.01, price, params)
    return { ...order, id: String(order.id) }
  }

  /** What the engine holds for the account: "free locked". */
  held(asset: string): string {
    const { free, locked } = this.exchange.engine.state.account(MAIN_ACCOUNT).balance(asset)
    return `${amountText(free)} ${amountText(locked)}`
  }

  async #open(): Promise<void> {
    const url = await this.exchange.start()
    const credentials = { apiKey: API_KEY, secret: API_SECRET }
    this.#client = await openClient({ exchangeId: 'binance', url, ...credentials })
    this.exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '1000000')
    this.exchange.engine.deposit(MAIN_ACCOUNT, 'BTC', '100')
  }
}
