import type { Drift } from '../../domain/drift.ts'

/**
 * adopt: take it into our books. ignore: leave it, and stop asking. fix: make the exchange agree with us again, by
 * cancelling an external order or giving up one that the exchange does not know.
 */
export type DriftDecision = 'adopt' | 'ignore' | 'fix'

/** What can be decided about a drift. */
export function decisionsOn({ kind }: Drift): readonly DriftDecision[] {
  switch (kind) {
    case 'balance':
    case 'external-fill':
      return ['adopt', 'ignore']
    case 'external-order':
      return ['adopt', 'ignore', 'fix']
    case 'missing-order':
      return ['ignore', 'fix']
    case 'missing-fills':
    case 'missing-stop':
      return ['ignore']
  }
}
