import type { KeyPlace } from '../../app/contract/keys.ts'
import { request } from '../api/request.ts'
import { perform, showDone } from './perform.ts'

/** Opens the window that a key is typed into. */
export async function openKeyWindow(place: KeyPlace): Promise<void> {
  await perform(request('openKeyWindow', place))
}

/** Says whether that went well. */
export async function removeKeys({ mode, exchangeId }: KeyPlace): Promise<boolean> {
  const outcome = await perform(request('removeKeys', { mode, exchangeId }))
  if (outcome.done)
    showDone(`The key for ${exchangeId} is removed. Delete it at the exchange, too.`)
  return outcome.done
}

export function listKeys() {
  return request('listKeys', null)
}
