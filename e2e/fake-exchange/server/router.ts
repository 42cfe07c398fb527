import { ApiError } from './api-error.ts'
import type { WireRequest } from './wire-request.ts'

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  /** What it costs of the request allowance. */
  readonly weight: number | ((parameters: URLSearchParams) => number)
  /** Whether it counts as an order. */
  readonly isOrder?: boolean
  readonly answer: (parameters: URLSearchParams, request: WireRequest) => unknown
}

export interface Answer {
  readonly status: number
  readonly body: string
  readonly weight: number
  readonly headers?: Readonly<Record<string, string>>
}

/** How an exchange puts answers and errors into bodies. */
export interface Envelope {
  readonly notFound: string
  readonly wrap: (answer: unknown) => unknown
  readonly describeError: (error: ApiError) => unknown
}

/** Finds who answers a request; errors of the API become answers too. */
export class Router {
  readonly #routes: ReadonlyMap<string, Route>
  readonly #envelope: Envelope

  constructor(routes: readonly Route[], envelope: Envelope) {
    this.#routes = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]))
    this.#envelope = envelope
  }

  find({ method, url }: WireRequest): Route | undefined {
    return this.#routes.get(`${method} ${url.pathname}`)
  }

  /** What a request costs; one that nobody answers is not free either. */
  weightOf(request: WireRequest): number {
    const weight = this.find(request)?.weight ?? 1
    return typeof weight === 'number' ? weight : weight(parametersOf(request))
  }

  answer(request: WireRequest): Answer {
    const route = this.find(request)
    if (!route) return { status: 404, body: this.#envelope.notFound, weight: 1 }
    const parameters = parametersOf(request)
    const weight = this.weightOf(request)
    try {
      const answer = this.#envelope.wrap(route.answer(parameters, request))
      return { status: 200, body: JSON.stringify(answer), weight }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const body = JSON.stringify(this.#envelope.describeError(error))
      return { status: error.status, body, weight }
    }
  }
}

/** Of the query, and of a form in the body; a body of JSON is the route's own business. */
function parametersOf({ url, body, headers }: WireRequest): URLSearchParams {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  if (!isForm) return url.searchParams
  return new URLSearchParams([...url.searchParams, ...new URLSearchParams(body)])
}
