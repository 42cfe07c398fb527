import type { ControlAnswer, ControlRequest } from '../../app/contract/control.ts'
import { controlAsksPassphrase } from '../../app/contract/permissions.ts'
import type { Problem } from '../../app/domain/result.ts'
import type { AppLock } from '../lock/app-lock.ts'

/** Who asks, and for what. */
export interface Asking {
  /** Of the profile; absent where it could not be opened. */
  readonly lock: Pick<AppLock, 'view' | 'prove'> | undefined
  /** Whether the request is about real money. */
  readonly isLive: boolean
  /** Null where none was given with the request. */
  readonly passphrase: string | null
}

/** What is answered while the passphrase is missing or wrong; nothing where the request may be carried out. */
export async function refusedByLock(
  request: ControlRequest,
  { lock, isLive, passphrase }: Asking,
): Promise<ControlAnswer | undefined> {
  if (!controlAsksPassphrase(request, isLive) || lock?.view().isSet !== true) return undefined
  if (passphrase === null) return { ok: false, problem: PASSPHRASE_MISSING }
  const right = await lock.prove(passphrase)
  return right.ok ? undefined : { ok: false, problem: right.error }
}

export const PASSPHRASE_MISSING: Problem = {
  code: 'passphrase-needed',
  message: 'This asks for the passphrase once more. Nothing was changed.',
  action: 'Type the passphrase of the app lock at a terminal, or set CRYPTOBOT_PASSPHRASE.',
}
