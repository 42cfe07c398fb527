import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../app/ports/clock.ts'

const TOKEN_BYTES = 32
/** Whoever read one a moment ago is still served. */
export const TOKEN_LIFE_MS = 10 * 60_000
export const REFRESH_MS = 5 * 60_000

interface Token {
  readonly text: string
  readonly madeAt: number
}

export interface TokenParts {
  readonly clock: Pick<Clock, 'now'>
  /** Leaves word of a token for those who may read it, whole or not at all. */
  readonly publish: (token: string) => void
}

/**
 * What those must know who talk to the engine: random, good for ten minutes, replaced every five. A refresh is one step that
 * nothing comes between, and the token before it stays good until its own end, so that no refresh refuses anybody who just asked.
 */
export class ControlTokens {
  readonly #parts: TokenParts
  #current: Token
  #last: Token | undefined
  #isRevocationDue = false

  /** Publishes the first one. */
  constructor(parts: TokenParts) {
    this.#parts = parts
    this.#current = this.#make()
    parts.publish(this.#current.text)
  }

  /** That the next one cannot be published throws, and leaves the one that is known good: halting must not depend on a full disk. */
  refresh(): void {
    const next = this.#make()
    this.#parts.publish(next.text)
    this.#last = this.#current
    this.#current = next
  }

  /** None that was given out before is good any more: at once, or as soon as the next one can be published. */
  revoke(): void {
    this.#isRevocationDue = true
    this.refresh()
    this.#last = undefined
    this.#isRevocationDue = false
  }

  /** After the machine has slept, the next one comes first; and so does one that could not be published. */
  refreshIfDue(): void {
    if (this.#isRevocationDue) this.revoke()
    else if (this.#ageMs(this.#current) >= REFRESH_MS) this.refresh()
  }

  isGood(text: string): boolean {
    // The published one has no end before there is another.
    if (isSame(text, this.#current.text)) return true
    const last = this.#last
    return last !== undefined && this.#ageMs(last) < TOKEN_LIFE_MS && isSame(text, last.text)
  }

  /** A clock that was set back makes nothing young again. */
  #ageMs({ madeAt }: Token): number {
    const ageMs = this.#parts.clock.now() - madeAt
    return ageMs < 0 ? TOKEN_LIFE_MS : ageMs
  }

  #make(): Token {
    return { text: randomBytes(TOKEN_BYTES).toString('hex'), madeAt: this.#parts.clock.now() }
  }
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}
