import { z } from 'zod'
import { formatAmount } from '../domain/amount.ts'
import type { Drift } from '../domain/drift.ts'
import { document, jsonFrom } from './document-parsers.ts'
import { moneyFrom, parsedRow } from './row-parsers.ts'

const driftRow = z.object({
  drift_id: z.string(),
  kind: z.enum([
    'balance',
    'external-order',
    'external-fill',
    'missing-fills',
    'missing-order',
    'missing-stop',
  ]),
  about: z.string(),
  symbol: z.string().nullable(),
  currencies: z.string(),
  moves: z.string(),
  ours: z.string(),
  theirs: z.string(),
  since: z.number(),
  state: z.enum(['open', 'ignored', 'adopted', 'fixed', 'gone']),
})
const currencyList = z.array(z.string())
const moveList = z.array(z.object({ currency: z.string(), amount: z.string() }))

export type DriftRow = z.output<typeof driftRow>
export const DRIFT_COLUMNS = Object.keys(driftRow.shape)

export function driftFrom(row: unknown): Drift {
  const { drift_id: driftId, currencies, moves, ...stored } = parsedRow(driftRow, row)
  const moved = document(moveList, jsonFrom(moves, 'drift'), 'drift')
  return {
    driftId,
    ...stored,
    currencies: document(currencyList, jsonFrom(currencies, 'drift'), 'drift'),
    moves: moved.map(({ currency, amount }) => ({ currency, amount: moneyFrom(amount) })),
  }
}

export function driftRowOf({ driftId, currencies, moves, ...drift }: Drift): DriftRow {
  const written: z.input<typeof moveList> = moves.map(({ currency, amount }) => {
    return { currency, amount: formatAmount(amount) }
  })
  return {
    drift_id: driftId,
    ...drift,
    currencies: JSON.stringify(currencies),
    moves: JSON.stringify(written),
  }
}
