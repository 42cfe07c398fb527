import { randomAt } from '../../app/exchanges/seeded-random.ts'
import type { WireRequest } from './server/wire-request.ts'

/** What can go wrong with one request, as seen at real exchanges. */
export type Fault =
  /** Accepts the request and never answers. */
  | { readonly kind: 'hang' }
  /** Closes the connection without an answer. */
  | { readonly kind: 'reset' }
  /** 500 in plain text, or another status, or with a body of JSON. */
  | { readonly kind: 'server-error'; readonly status?: number; readonly body?: unknown }
  /** Too many requests; with 418 the address is banned. */
  | { readonly kind: 'rate-limit'; readonly status: 429 | 418; readonly retryAfterSeconds: number }
  /** An answer that ends in the middle, under an honest or a short content length. */
  | { readonly kind: 'truncated' }
  | { readonly kind: 'cut-off' }
  | { readonly kind: 'empty' }
  /** A page of a proxy or a firewall instead of an answer. */
  | { readonly kind: 'html' }
  /** Valid JSON of a shape that nobody expects. */
  | { readonly kind: 'bad-shape'; readonly body: unknown }
  /** An answer that the exchange itself gives: an error of its API, say. */
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  /** The answer waits until it is released; when it strikes before, the request does. */
  | { readonly kind: 'hold' }
  | { readonly kind: 'slow'; readonly byMs: number }
  /** No fault of the network: something happens at the exchange just before the request is looked at. */
  | { readonly kind: 'meanwhile'; readonly action: (request: WireRequest) => void }

/**
 * Whether the exchange has done what it was asked when things go wrong. `before`: the order was never placed.
 * `after`: it was, and only the answer suffers.
 */
export type Moment = 'before' | 'after'

export interface FaultTarget {
  /** How the path begins. */
  readonly path?: string
  readonly method?: string
  readonly moment?: Moment
}

export interface Spoiling {
  readonly fault: Fault
  readonly moment: Moment
}

interface ScriptedFault {
  readonly fault: Fault
  readonly target: FaultTarget
  remaining: number
}

interface Chaos {
  readonly seed: number
  readonly rate: number
  readonly target: FaultTarget
  readonly faults: readonly Fault[]
  requests: number
}

/** Answers that say on their own that nothing was done; of all others the worst is assumed. */
const HONEST_REFUSALS: readonly Fault['kind'][] = ['rate-limit', 'html', 'server-error', 'answer']

const CHAOS_FAULTS: readonly Fault[] = [
  { kind: 'hang' },
  { kind: 'reset' },
  { kind: 'truncated' },
  { kind: 'cut-off' },
  { kind: 'empty' },
  { kind: 'html' },
  { kind: 'server-error' },
  { kind: 'server-error', status: 503 },
  { kind: 'rate-limit', status: 429, retryAfterSeconds: 1 },
]

/** Faults in the order in which they were scripted; each spoils so many requests, then it is over. */
export class Faults {
  /** What was spoiled so far, oldest first. */
  readonly spoiled: (Spoiling & { readonly method: string; readonly path: string })[] = []
  #scripted: ScriptedFault[] = []
  #chaos: Chaos | null = null
  #held: (() => void)[] = []

  /** Spoils the next `times` requests below the path; for ever when not told otherwise. */
  script(fault: Fault, target: string | FaultTarget = '/', times = Number.POSITIVE_INFINITY): void {
    const where = typeof target === 'string' ? { path: target } : target
    this.#scripted.push({ fault, target: where, remaining: times })
  }

  /** From now on about this share of requests is spoiled at random, before or after they were done. */
  chaos(
    seed: number,
    rate: number,
    {
      target = {},
      faults = CHAOS_FAULTS,
    }: { target?: FaultTarget; faults?: readonly Fault[] } = {},
  ): void {
    this.#chaos = { seed, rate, target, faults, requests: 0 }
  }

  clear(): void {
    this.#scripted = []
    this.#chaos = null
    this.release()
  }

  /** Lets go of all answers that were held. */
  release(): void {
    const held = this.#held
    this.#held = []
    for (const send of held) send()
  }

  hold(send: () => void): void {
    this.#held.push(send)
  }

  /** How many answers are held. */
  get held(): number {
    return this.#held.length
  }

  take(request: WireRequest): Spoiling | undefined {
    const spoiling = this.#takeScripted(request) ?? this.#takeChaos(request)
    const { method, url } = request
    if (spoiling) this.spoiled.push({ ...spoiling, method, path: url.pathname })
    return spoiling
  }

  #takeScripted(request: WireRequest): Spoiling | undefined {
    const scripted = this.#scripted.find(
      ({ target, remaining }) => remaining > 0 && matches(target, request),
    )
    if (!scripted) return undefined
    scripted.remaining -= 1
    const { fault, target } = scripted
    return { fault, moment: target.moment ?? usualMoment(fault) }
  }

  #takeChaos(request: WireRequest): Spoiling | undefined {
    const chaos = this.#chaos
    if (!chaos || !matches(chaos.target, request)) return undefined
    chaos.requests += 1
    const random = (stream: number) => randomAt(chaos.seed, stream, chaos.requests)
    const fault = chaos.faults[Math.floor(random(1) * chaos.faults.length)]
    if (random(0) >= chaos.rate || !fault) return undefined
    const moment = fault.kind === 'rate-limit' || random(2) < 0.5 ? 'before' : 'after'
    return { fault, moment: chaos.target.moment ?? moment }
  }
}

function matches({ path = '/', method }: FaultTarget, request: WireRequest): boolean {
  const { pathname, search } = request.url
  return (method ?? request.method) === request.method && `${pathname}${search}`.startsWith(path)
}

function usualMoment(fault: Fault): Moment {
  return HONEST_REFUSALS.includes(fault.kind) ? 'before' : 'after'
}
