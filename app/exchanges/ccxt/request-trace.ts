import { AsyncLocalStorage } from 'node:async_hooks'
import type { Exchange } from 'ccxt'

/** A request that ccxt was about to hand to the network, and what came back; null until an answer was complete. */
export interface SentRequest {
  readonly method: string
  /** Without the query, which is signed. */
  readonly path: string
  readonly answer: RequestAnswer | null
}

export interface RequestAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  /** Parsed JSON; undefined when the body was none. */
  readonly json: unknown
}

export type Traced<Value> = { readonly requests: readonly SentRequest[] } & (
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: unknown }
)

interface Call {
  readonly requests: Mutable<SentRequest>[]
  readonly current: Mutable<SentRequest> | undefined
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/**
 * Tells for each call of ccxt whether a request left and what exactly was answered: ccxt's errors keep neither, and its
 * last_http_response belongs to whichever call came last.
 */
export class RequestTrace {
  readonly #calls = new AsyncLocalStorage<Call>()

  constructor(exchanges: readonly Exchange[]) {
    for (const exchange of exchanges) {
      this.#watchSending(exchange)
      this.#watchAnswers(exchange)
    }
  }

  /** Never rejects. What the call does before its first await, it does before this returns. */
  async run<Value>(call: () => Promise<Value>): Promise<Traced<Value>> {
    const requests: Mutable<SentRequest>[] = []
    try {
      const value = await this.#calls.run({ requests, current: undefined }, call)
      return { ok: true, value, requests }
    } catch (error) {
      return { ok: false, error, requests }
    }
  }

  #watchSending(exchange: Exchange): void {
    const send = exchange.fetch.bind(exchange)
    exchange.fetch = (url: string, method = 'GET', headers?: object, body?: unknown) => {
      const requests = this.#calls.getStore()?.requests
      if (!requests) return send(url, method, headers, body)
      const current = { method, path: pathOf(url), answer: null }
      requests.push(current)
      return this.#calls.run({ requests, current }, () => send(url, method, headers, body))
    }
  }

  /** ccxt hands every complete answer, good or bad, to its error handler first. */
  #watchAnswers(exchange: Exchange): void {
    const handleErrors = exchange.handleErrors.bind(exchange)
    exchange.handleErrors = (...answer: Parameters<Exchange['handleErrors']>) => {
      const [status, , , , headers, , json] = answer
      const current = this.#calls.getStore()?.current
      if (current) current.answer = { status: Number(status), headers: { ...headers }, json }
      return handleErrors(...answer)
    }
  }
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : ''
}
