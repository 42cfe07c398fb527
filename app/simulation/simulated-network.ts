import type { FaultPlan } from './fault-plan.ts'
import type { SimulatedLife } from './simulated-life.ts'
import type { SimulatedRandom } from './simulated-random.ts'
import type { SimulatedTime } from './simulated-time.ts'

const LATE_MS_MAX = 20_000
const QUICK_MS_MAX = 80

/** A request on its way to the exchange, and what is done with the answer. */
export interface Crossing<Answer> {
  readonly name: string
  readonly life: SimulatedLife
  /** What it does at the exchange when it arrives. */
  readonly carryOut: () => Answer
  readonly answered: (answer: Answer) => void
  /** Nothing is known of what became of it. */
  readonly failed: (reason: string) => void
  /** Whether the wire may deliver it twice. */
  readonly isRepeatable: boolean
}

export interface NetworkParts {
  readonly time: SimulatedTime
  readonly faults: FaultPlan
  readonly random: SimulatedRandom
  readonly requestWindowMs: number
  /** How long a client waits for an answer: not always as long as a request may still arrive. */
  readonly timeoutMs: number
  readonly note: (text: string) => void
}

/** The wire: it delays, loses, repeats and reorders, and never delivers a request after its window. */
export class SimulatedNetwork {
  readonly #parts: NetworkParts
  #isCut = false

  constructor(parts: NetworkParts) {
    this.#parts = parts
  }

  get isCut(): boolean {
    return this.#isCut
  }

  cut(): void {
    this.#isCut = true
  }

  mend(): void {
    this.#isCut = false
  }

  send<Answer>(crossing: Crossing<Answer>): void {
    const { faults, time, note } = this.#parts
    const { name, life } = crossing
    let isWaiting = true
    const end = (act: () => void) => {
      if (!isWaiting) return
      isWaiting = false
      act()
    }
    life.schedule(this.#parts.timeoutMs, () => end(() => crossing.failed('no answer in time')))
    if (this.#isCut || faults.happens('lost-request')) {
      note(`network loses ${name}`)
      return
    }
    const isReset = faults.happens('reset')
    if (isReset) {
      note(`network breaks the connection under ${name}`)
      life.schedule(this.#quickMs(), () => end(() => crossing.failed('connection reset')))
    }
    time.schedule(this.#journeyMs(), () => this.#arrive(crossing, end))
    if (crossing.isRepeatable && faults.happens('repeated-request')) {
      time.schedule(this.#journeyMs(), () => {
        note(`network repeats ${name}`)
        crossing.carryOut()
      })
    }
  }

  /** What the exchange says by itself: news, late, twice, or never. */
  tell(life: SimulatedLife, name: string, hear: () => void): void {
    const { faults, note } = this.#parts
    if (this.#isCut || faults.happens('missing-news')) {
      note(`network loses the news of ${name}`)
      return
    }
    life.schedule(this.#newsMs(), hear)
    if (faults.happens('repeated-news')) life.schedule(this.#newsMs(), hear)
  }

  #arrive<Answer>({ name, life, ...crossing }: Crossing<Answer>, end: (act: () => void) => void) {
    const { faults, note, random } = this.#parts
    const fail = (when: string) => {
      note(`network answers ${name} with an error ${when}`)
      life.schedule(this.#quickMs(), () => end(() => crossing.failed('502 Bad Gateway')))
    }
    const isError = faults.happens('error-answer')
    if (isError && faults.random('error-answer').chance(0.5)) return fail('before it took effect')
    const answer = crossing.carryOut()
    if (isError) return fail('after it took effect')
    if (this.#isCut || faults.happens('lost-answer')) {
      note(`network loses the answer to ${name}`)
      return
    }
    const lateMs = faults.happens('late-news') ? random.between(0, this.#parts.timeoutMs) : 0
    life.schedule(this.#quickMs() + lateMs, () => end(() => crossing.answered(answer)))
  }

  #journeyMs(): number {
    const { faults, requestWindowMs } = this.#parts
    if (!faults.happens('slow-request')) return this.#quickMs()
    return faults.random('slow-request').between(0, requestWindowMs)
  }

  #newsMs(): number {
    const { faults } = this.#parts
    if (!faults.happens('late-news')) return this.#quickMs()
    return faults.random('late-news').between(0, LATE_MS_MAX)
  }

  #quickMs(): number {
    return this.#parts.random.between(1, QUICK_MS_MAX)
  }
}
