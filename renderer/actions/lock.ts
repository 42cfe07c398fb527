import type { LockWish } from '../../app/contract/lock.ts'
import type { RequestName } from '../../app/contract/requests.ts'
import { request } from '../api/request.ts'
import { perform } from './perform.ts'
import { loadApp } from './setup.ts'

export function loadLock() {
  return request('loadLock', null)
}

export async function lockNow(): Promise<void> {
  await perform(request('lockNow', null))
}

/** Shows everything again when the passphrase is right, and answers with what is wrong when it is not. */
export async function unlock(passphrase: string) {
  const answer = await request('unlock', { passphrase })
  if (answer.ok) await loadApp()
  return answer
}

export function saveLock(wish: LockWish) {
  return request('saveLock', wish)
}

export function removeLock(passphrase: string) {
  return request('removeLock', { passphrase })
}

/** Lets the next request of that name through. */
export function confirmPassphrase(passphrase: string, name: RequestName) {
  return request('confirmPassphrase', { passphrase, request: name })
}

/** Works while the window is locked. */
export function haltLocked() {
  return request('useKillSwitch', { cancelsAll: false, flattens: false })
}
