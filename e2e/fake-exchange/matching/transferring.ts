import type { Amount } from './amount.ts'
import type { EngineState } from './engine-state.ts'
import type { Transfer } from './event-log.ts'

interface TransferRequest {
  readonly kind: Transfer['kind']
  readonly accountId: string
  readonly asset: string
  readonly quantity: Amount
  readonly fee?: Amount
  readonly underWayMs?: number
}

/** Money that comes in, or goes out with a fee on top. */
export function transfer(state: EngineState, request: TransferRequest): Transfer {
  const { kind, accountId, asset, quantity, fee = 0n, underWayMs = 0 } = request
  const free = kind === 'deposit' ? quantity : -quantity - fee
  state.changeBalances(accountId, [{ asset, free, locked: 0n }])
  const id = `${kind}-${state.nextId()}`
  const time = state.now()
  const completeAt = time + underWayMs
  const done = { id, kind, accountId, asset, amount: quantity, fee, time, completeAt }
  state.log.add({ kind: 'transfer', accountId, transfer: done })
  state.announceBalances(accountId, [asset])
  return done
}
