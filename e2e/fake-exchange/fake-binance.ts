import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { commit, type Fault, Faults, send } from './faults.ts'
import { MarketClock } from './market-clock.ts'
import { publicRoutes } from './public-routes.ts'
import { RequestWeight, WEIGHT_PER_MINUTE_MAX } from './request-weight.ts'
import { type Answer, Router } from './router.ts'

interface FakeBinanceOptions {
  /** Same seed, same market. */
  readonly seed?: number
  /** Market time at the start; the present when not given. */
  readonly startTime?: number
  /** How many times faster than real time: at 60 a one-minute candle closes every second. */
  readonly speed?: number
}

/**
 * A loopback server that speaks Binance's public spot API over a synthetic market. Time, faults and whether it can be
 * reached at all are in the test's hands.
 */
export class FakeBinance {
  readonly clock: MarketClock
  readonly faults = new Faults()
  /** Paths with their queries, oldest first. */
  readonly requests: string[] = []
  readonly #weight = new RequestWeight()
  readonly #router: Router
  #server: Server | null = null
  #port = 0
  #frozenAt: number | null = null

  constructor({ seed = 1, startTime = Date.now(), speed = 1 }: FakeBinanceOptions = {}) {
    this.clock = new MarketClock(startTime, speed)
    this.#router = new Router(
      publicRoutes({
        seed,
        now: () => this.clock.now(),
        marketNow: () => this.#frozenAt ?? this.clock.now(),
      }),
    )
  }

  /** Listens on the loopback interface and returns its address. */
  async start(port = 0): Promise<string> {
    this.#port = port
    await this.comeBack()
    return this.url
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async stop(): Promise<void> {
    await this.goAway()
  }

  /** Refuses new connections and resets those there are. */
  async goAway(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (!server) return
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
  }

  async comeBack(): Promise<void> {
    if (this.#server) return
    const server = createServer((request, response) => this.#handle(request, response))
    this.#server = server
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.#port, '127.0.0.1', resolve)
    })
    this.#port = portOf(server.address())
  }

  /** Market data stands still although the exchange answers and its clock goes on. */
  freeze(): void {
    this.#frozenAt = this.clock.now()
  }

  thaw(): void {
    this.#frozenAt = null
  }

  /** Spoils the next requests whose path starts with the prefix; for ever when not told otherwise. */
  failWith(fault: Fault, pathPrefix = '/', times = Number.POSITIVE_INFINITY): void {
    this.faults.script(fault, pathPrefix, times)
  }

  /** What is answered to a request, without a network. */
  answer(path: string, method = 'GET'): Answer {
    return this.#router.answer(method, new URL(path, this.url))
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/'
    this.requests.push(path)
    const answer = this.answer(path, request.method)
    const used = this.#weight.add(answer.weight)
    response.setHeader('x-mbx-uuid', String(this.requests.length))
    response.setHeader('x-mbx-used-weight', String(used))
    response.setHeader('x-mbx-used-weight-1m', String(used))
    const fault = this.faults.take(path) ?? this.#overuse(used)
    if (fault) commit(fault, request, response, answer.body)
    else send(response, answer.status, 'application/json', answer.body)
  }

  #overuse(used: number): Fault | undefined {
    if (used <= WEIGHT_PER_MINUTE_MAX) return undefined
    const retryAfterSeconds = this.#weight.secondsToNextMinute()
    return { kind: 'rate-limit', status: 429, retryAfterSeconds }
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}
