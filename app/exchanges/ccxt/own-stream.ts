import type { Exchange } from 'ccxt'
import { DeliveryTurns } from './delivery-turns.ts'
import { guardClients } from './guard-clients.ts'

/** The sockets of an exchange that nobody but one feed uses: they are there while it runs. */
export class OwnStream {
  readonly #exchange: Exchange
  #isWanted = false

  constructor(exchange: Exchange) {
    this.#exchange = exchange
    guardClients(exchange, new DeliveryTurns(), () => !this.#isWanted)
  }

  open(): void {
    this.#isWanted = true
  }

  close(): void {
    this.#isWanted = false
    // Closing rejects what still waits for news.
    this.#exchange.close().catch(() => undefined)
  }
}
