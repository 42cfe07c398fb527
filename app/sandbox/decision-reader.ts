import type { MarketDecision } from '../domain/decision.ts'
import { enter, exit, hold, nothing } from '../strategy/decisions.ts'

/** A strategy that writes numbers into its reasons has one for every candle. */
const KEPT_MAX = 200

/** A decision as a sandbox answers it: its kind, with the numbers of a weight; its code; its text; a line each. */
export function decisionText(decision: MarketDecision): string {
  const { kind, reason } = decision
  const wish = kind === 'target-weight' ? `${kind} ${decision.weight} ${decision.tolerance}` : kind
  return `${wish}\n${reason.code}\n${reason.text}`
}

/** Reads what a sandbox answers; a reason that was given before is the same object again, as the decision log wants it. */
export class DecisionReader {
  readonly #known = new Map<string, MarketDecision>()

  /** Undefined where it is no decision. */
  read(answer: string): MarketDecision | undefined {
    const known = this.#known.get(answer)
    if (known !== undefined) return known
    const decision = decisionOf(answer)
    if (decision === undefined) return undefined
    if (this.#known.size >= KEPT_MAX) this.#known.clear()
    this.#known.set(answer, decision)
    return decision
  }
}

function decisionOf(answer: string): MarketDecision | undefined {
  const [wish = '', code = '', ...rest] = answer.split('\n')
  const text = rest.join(' ')
  const [kind, weight, tolerance] = wish.split(' ')
  switch (kind) {
    case 'enter':
      return enter(code, text)
    case 'exit':
      return exit(code, text)
    case 'nothing':
      return nothing(code, text)
    case 'target-weight':
      return hold({ weight: Number(weight), tolerance: Number(tolerance) }, code, text)
    default:
      return undefined
  }
}
