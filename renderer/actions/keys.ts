import type { KeyPlace } from '../../app/contract/keys.ts'
import { request } from '../api/request.ts'
import { perform, showDone } from './perform.ts'

/** Opens the window that a key is typed into. */
export async function openKeyWindow({ mode, exchangeId }: KeyPlace): Promise<void> {
  await perform(request('openKeyWindow', { mode, exchangeId, rotates: false }))
}

/** The same for one that takes the place of the one there is. */
export async function openRotation({ mode, exchangeId }: KeyPlace): Promise<void> {
  await perform(request('openKeyWindow', { mode, exchangeId, rotates: true }))
}

/** Looks at once whether it can go on. */
export async function goOnRotating({ mode, exchangeId }: KeyPlace): Promise<void> {
  const outcome = await perform(request('goOnRotating', { mode, exchangeId }))
  if (
    outcome.done &&
    !outcome.value.some((one) => one.exchangeId === exchangeId && one.mode === mode)
  )
    showDone(`${exchangeId} refuses the old key. The new one is in its place.`)
}

export async function giveUpRotation({ mode, exchangeId }: KeyPlace): Promise<void> {
  const outcome = await perform(request('giveUpRotation', { mode, exchangeId }))
  if (outcome.done) showDone('The rotation is given up.')
}

export function listKeyRotations() {
  return request('listKeyRotations', null)
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
