import type { Decision } from '../domain/decision.ts'
import { enter, exit, nothing } from '../strategy/decisions.ts'

/** A strategy that writes numbers into its reasons has one for every candle. */
const KEPT_MAX = 200

const MAKERS = { enter, exit, nothing }

/** Reads what a sandbox answers; a reason that was given before is the same object again, as the decision log wants it. */
export class DecisionReader {
  readonly #known = new Map<string, Decision>()

  /** Undefined where it is no decision. */
  read(answer: string): Decision | undefined {
    const known = this.#known.get(answer)
    if (known !== undefined) return known
    const [kind = '', code = '', ...text] = answer.split('\n')
    if (kind !== 'enter' && kind !== 'exit' && kind !== 'nothing') return undefined
    const decision = MAKERS[kind](code, text.join(' '))
    if (this.#known.size >= KEPT_MAX) this.#known.clear()
    this.#known.set(answer, decision)
    return decision
  }
}
