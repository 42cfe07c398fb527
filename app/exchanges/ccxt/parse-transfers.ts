import { z } from 'zod'
import { type Money, subtract, ZERO_MONEY } from '../../domain/amount.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import type { TransferReport } from '../../ports/exchange-client.ts'
import { amountOf, exactText, maybeExactText } from './exact-text.ts'

const transaction = z.object({
  id: z.string().min(1),
  currency: z.string().min(1),
  amount: exactText,
  status: z.string().nullish(),
  fee: z.object({ cost: maybeExactText, currency: z.string().nullish() }).nullish(),
  timestamp: z.number().int().positive(),
})

/** Deposits that are credited, or withdrawals that are complete or under way, from ccxt's unified transactions. */
export function parseTransfers(
  raw: unknown,
  kind: 'deposit' | 'withdrawal',
): Result<readonly TransferReport[], string> {
  const parsed = z.array(transaction).safeParse(raw)
  if (!parsed.success) return failure(`the exchange sent ${kind}s in an unexpected form`)
  return success(
    parsed.data
      .filter(({ status }) => status === 'ok' || (status === 'pending' && kind === 'withdrawal'))
      .map(({ id, currency, amount, fee, timestamp, status }) => {
        const moved = amountOf<Money>(amount ?? '0', 'down').value
        const cost =
          fee?.currency === currency ? amountOf<Money>(fee.cost ?? '0', 'up').value : ZERO_MONEY
        return {
          reference: `${kind}-${id}`,
          kind,
          currency,
          amount: kind === 'deposit' ? moved : subtract(subtract(ZERO_MONEY, moved), cost),
          time: timestamp,
          isPending: status === 'pending',
        }
      }),
  )
}
