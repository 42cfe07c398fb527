import type { KeyPlace, TypedKeys } from '../../contract/keys.ts'
import { WITHDRAWAL_WORDS } from '../../contract/withdrawal-words.ts'
import type { AuditActor } from '../../domain/audit-entry.ts'
import { failure, type Problem, type Result } from '../../domain/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type { KeyReport } from '../../ports/key-report.ts'
import type { ExchangeKeys } from '../../ports/key-source.ts'

/** A key that somebody typed. */
export interface KeyWish extends KeyPlace {
  readonly typed: TypedKeys
  readonly actor: AuditActor
}

export interface Trial {
  readonly place: KeyPlace
  readonly typed: TypedKeys
  readonly clock: Clock
  /** The exchange's own if none is given. */
  readonly baseUrl: string | undefined
}

/** What the exchange says of a key; a problem where it does not take it, or where it may withdraw and nobody asked for that. */
export async function tryKey({
  place,
  typed,
  clock,
  baseUrl,
}: Trial): Promise<Result<KeyReport, Problem>> {
  const { checkKey } = await import('../../exchanges/ccxt/check-key.ts')
  const checked = await checkKey({ ...place, keys: keysIn(typed), clock, baseUrl })
  if (!checked.ok || checked.value.mayWithdraw !== true) return checked
  return typed.words.trim() === WITHDRAWAL_WORDS ? checked : failure(mayWithdraw(place.exchangeId))
}

export function keysIn({ apiKey, secret, passphrase }: TypedKeys): ExchangeKeys {
  return { apiKey, secret, passphrase: passphrase ?? undefined }
}

function mayWithdraw(exchangeId: string): Problem {
  return {
    code: 'key-may-withdraw',
    message: `This key may withdraw from ${exchangeId}: whoever got hold of it could take everything. It was not kept.`,
    action: `Make a key at the exchange that may not withdraw; Cryptobot never needs that. If it must be this one, type "${WITHDRAWAL_WORDS}".`,
  }
}
