import { StoreError } from '../ports/store-error.ts'
import { type EngineEvent, isCancel, isNews, isUrgent } from './engine-event.ts'
import { EventQueue } from './event-queue.ts'

/** More than a reconnect's catch-up brings at once; beyond it something is wrong, and trading halts. */
const QUEUE_CAPACITY = 10_000

export interface LoopParts {
  readonly handle: (event: EngineEvent) => void
  /** Something could not be handled: nothing goes on until trading is resumed. */
  readonly fail: (error: unknown) => void
}

/** Lets one event after the other run to completion. While the store fails it stalls, and what must not be lost waits. */
export class EventLoop {
  readonly #parts: LoopParts
  readonly #queue = new EventQueue<EngineEvent>(QUEUE_CAPACITY)
  #draining = false
  #stalled = false

  constructor(parts: LoopParts) {
    this.#parts = parts
  }

  /** True when an event could not be stored: it waits at the head of the queue until trading is resumed. */
  get stalled(): boolean {
    return this.#stalled
  }

  get depth(): number {
    return this.#queue.size
  }

  stall(): void {
    this.#stalled = true
  }

  enqueue(event: EngineEvent): void {
    if (this.#stalled && !this.#draining && !this.#getsPast(event)) return
    if (!this.#queue.push(event)) {
      this.#parts.fail(
        new Error(`more than ${QUEUE_CAPACITY} events are waiting: the engine cannot keep up`),
      )
      return
    }
    if (!this.#draining && !this.#stalled) this.#drain()
  }

  /**
   * While the store fails, a resume first tries again what waits, and is refused when that fails too. A halt is taken at
   * once, or it would be forgotten with the process, and an order, a sale or a change of limits is answered at once. A
   * cancel is sent at once, and again with what waits. What the exchange answered is asked for anew. Everything else waits
   * in the queue.
   */
  #getsPast(event: EngineEvent): boolean {
    if (isUrgent(event)) {
      this.#handled(event)
      return false
    }
    if (event.kind === 'round' || event.kind === 'tick') return false
    if (isCancel(event)) this.#handled(event)
    if (event.kind !== 'resume') return true
    this.#stalled = false
    this.#drain()
    return !this.#stalled
  }

  #drain(): void {
    this.#draining = true
    try {
      for (let event = this.#queue.peek(); event !== undefined; event = this.#queue.peek()) {
        if (!this.#handled(event)) return
        this.#queue.drop()
      }
    } finally {
      this.#draining = false
    }
  }

  /**
   * False when the event must stay in the queue: what the exchange told is not forgotten because a disk is full. One that
   * meets a bug would meet it again, and keep everything behind it from happening: the exchange is asked for it instead.
   */
  #handled(event: EngineEvent): boolean {
    try {
      this.#parts.handle(event)
      return true
    } catch (error) {
      this.#parts.fail(error)
      return !((isNews(event) || isCancel(event)) && error instanceof StoreError)
    }
  }
}
