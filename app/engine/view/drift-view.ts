import type { DriftView, ReconciliationView } from '../../contract/engine-view.ts'
import type { Drift } from '../../domain/drift.ts'
import { decisionsOn } from '../orders/decide-drift.ts'
import type { TradingEngine } from '../trading-engine.ts'

const SENTENCE_MAX = 2_000

export function driftView(drift: Drift): DriftView {
  const { driftId, kind, about, symbol, currencies, ours, theirs, since, state } = drift
  return {
    driftId,
    kind,
    about,
    symbol,
    currencies: [...currencies],
    ours,
    theirs,
    since,
    state,
    decisions: [...decisionsOn(drift)],
  }
}

export function reconciliationView({ isReconciled, desk }: TradingEngine): ReconciliationView {
  const { reconciledAt, trouble } = desk
  return { isReconciled, reconciledAt, trouble: trouble.slice(0, SENTENCE_MAX) }
}
