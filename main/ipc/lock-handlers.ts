import type { Answer } from '../../app/contract/requests.ts'
import type { AppLock } from '../lock/app-lock.ts'
import type { RequestHandlers } from './answer-request.ts'

type LockRequest =
  | 'loadLock'
  | 'lockNow'
  | 'unlock'
  | 'saveLock'
  | 'removeLock'
  | 'confirmPassphrase'

export function lockHandlers(lock: () => AppLock | undefined): Pick<RequestHandlers, LockRequest> {
  const withLock = <Value>(
    use: (found: AppLock) => Promise<Answer<Value>> | Answer<Value>,
  ): Promise<Answer<Value>> | Answer<Value> => {
    const found = lock()
    return found === undefined ? NO_LOCK : use(found)
  }
  return {
    loadLock: () => withLock((found) => ({ ok: true, value: found.view() })),
    lockNow: () =>
      withLock((found) => {
        found.lock()
        return { ok: true, value: null }
      }),
    unlock: ({ passphrase }) => withLock((found) => found.unlock(passphrase)),
    saveLock: (wish) => withLock((found) => found.change(wish)),
    removeLock: ({ passphrase }) => withLock((found) => found.remove(passphrase)),
    confirmPassphrase: ({ passphrase, request }) =>
      withLock((found) => found.confirm(passphrase, request)),
  }
}

const NO_LOCK: Answer<never> = {
  ok: false,
  error: {
    code: 'no-lock',
    message: 'The profile could not be opened, so that there is nothing to lock.',
    action: 'Put right what keeps it from opening first.',
  },
}
