import { ApiError } from './api-error.ts'

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly weight: number
  readonly answer: (parameters: URLSearchParams) => unknown
}

export interface Answer {
  readonly status: number
  readonly body: string
  readonly weight: number
}

/** Finds who answers a request; errors of the API become answers too. */
export class Router {
  readonly #routes: readonly Route[]

  constructor(routes: readonly Route[]) {
    this.#routes = routes
  }

  answer(method: string, url: URL): Answer {
    const route = this.#routes.find(
      (candidate) => candidate.method === method && candidate.path === url.pathname,
    )
    if (!route) return { status: 404, body: '{"code":-1000,"msg":"Not found."}', weight: 1 }
    const { weight } = route
    try {
      return { status: 200, body: JSON.stringify(route.answer(url.searchParams)), weight }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const body = JSON.stringify({ code: error.code, msg: error.message })
      return { status: error.status, body, weight }
    }
  }
}
