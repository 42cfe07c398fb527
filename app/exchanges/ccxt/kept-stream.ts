import { type Result, success } from '../../domain/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type { StreamHealth } from '../../ports/exchange-health.ts'
import { backOffMs } from './back-off.ts'

const JITTER_SEED = 2
/** After silence it is asked for, and the answer takes its time. */
const STALE_AFTER_ASKING = 2

export interface StreamWish {
  readonly clock: Clock
  readonly ask: () => Promise<Result<unknown, string>>
  /** Null where there is no stream of it, so that it is asked for again and again. */
  readonly watch: (() => Promise<unknown>) | null
  /** After so much silence it is asked for: its market may be quiet, or its stream dead. */
  readonly quietMs: number
  /**
   * How often its promise is awaited, where ccxt changes one object and hands it out each time: awaiting every change would
   * cost more than the change. 0 where what comes in between would be lost.
   */
  readonly followEveryMs: number
  /** As ccxt has it, which goes on changing what is streamed, and when it was so by our clock. */
  readonly onNews: (raw: unknown, time: number, isStreamed: boolean) => void
}

/**
 * One thing that an exchange tells everybody, kept fresh: from ccxt's stream, and by request at its start, after every cut,
 * and where nothing was heard for a while.
 */
export class KeptStream {
  readonly #wish: StreamWish
  readonly #cancelWaits = new Set<() => void>()
  #heardAt = Number.NEGATIVE_INFINITY
  #isAsked = false
  #isStopped = false

  constructor(wish: StreamWish) {
    this.#wish = wish
  }

  start(): void {
    void this.#keepUp()
    this.#lookAfter()
  }

  stop(): void {
    this.#isStopped = true
    for (const cancel of this.#cancelWaits) cancel()
    this.#cancelWaits.clear()
  }

  /** How old its news are. */
  health(): Pick<StreamHealth, 'ageMs' | 'isStale'> {
    const { clock, quietMs } = this.#wish
    const ageMs = clock.now() - this.#heardAt
    const isHeard = Number.isFinite(ageMs)
    return {
      ageMs: isHeard ? Math.max(0, ageMs) : null,
      isStale: isHeard && ageMs > quietMs * STALE_AFTER_ASKING,
    }
  }

  /** What was heard made no sense: it is asked for soon. */
  forget(): void {
    this.#heardAt = Number.NEGATIVE_INFINITY
  }

  /** What comes back was so when it was asked for, or a little later; a stream may have told something newer since. */
  async ask(): Promise<Result<void, string>> {
    const { clock, ask } = this.#wish
    const askedAt = clock.now()
    this.#isAsked = true
    const answer = await ask()
    this.#isAsked = false
    if (!answer.ok) return answer
    if (askedAt >= this.#heardAt) this.#hear(answer.value, askedAt, false)
    return success(undefined)
  }

  #hear(raw: unknown, time: number, isStreamed: boolean): void {
    if (this.#isStopped) return
    this.#heardAt = time
    this.#wish.onNews(raw, time, isStreamed)
  }

  async #keepUp(): Promise<void> {
    const { watch } = this.#wish
    let failures = 0
    while (!this.#isStopped) {
      const asked = await this.ask()
      if (watch === null) return
      const heard = asked.ok ? await this.#follow(watch) : 0
      failures = heard > 0 ? 1 : failures + 1
      await this.#pause(backOffMs(failures, 0, JITTER_SEED))
    }
  }

  /** Until the stream ends; how often it told something. Why it ended does not matter: what counts is how old the news are. */
  async #follow(watch: () => Promise<unknown>): Promise<number> {
    const { clock, followEveryMs } = this.#wish
    let heard = 0
    try {
      while (!this.#isStopped) {
        const raw = await watch()
        const time = clock.now()
        this.#hear(raw, time, true)
        heard += 1
        if (followEveryMs === 0) continue
        await this.#pause(followEveryMs)
        this.#hear(raw, time, true)
      }
    } catch {
      return heard
    }
    return heard
  }

  #lookAfter(): void {
    const { clock, quietMs } = this.#wish
    this.#wait(quietMs, () => {
      const isQuiet = clock.now() - this.#heardAt >= quietMs
      if (isQuiet && !this.#isAsked) void this.ask()
      this.#lookAfter()
    })
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resume) => {
      this.#wait(delayMs, resume)
    })
  }

  #wait(delayMs: number, callback: () => void): void {
    if (this.#isStopped) return
    const cancel = this.#wish.clock.schedule(delayMs, () => {
      this.#cancelWaits.delete(cancel)
      callback()
    })
    this.#cancelWaits.add(cancel)
  }
}
