import type { ControlAnswer, KeyRequest } from '../../app/contract/control.ts'
import type { Problem, Result } from '../../app/domain/result.ts'
import type { Workspace } from '../../app/engine/session/workspace.ts'

const ACTOR = 'command-line'

/** The part of a profile that keeps keys. */
export type Keys = Pick<
  Workspace,
  'addKeys' | 'removeKeys' | 'beginRotation' | 'goOnRotating' | 'giveUpRotation'
>

/** Tries a key and keeps it, puts it in the place of another, or forgets one. */
export async function changeKeys(keys: Keys, request: KeyRequest): Promise<ControlAnswer> {
  switch (request.kind) {
    case 'add-keys': {
      const { baseUrl, ...wish } = request
      const added = await keys.addKeys({ ...wish, actor: ACTOR }, baseUrl ?? undefined)
      return answered(added, (key) => ({ kind: 'keys', key }))
    }
    case 'remove-keys':
      return answered(await keys.removeKeys(request, ACTOR), () => ({ kind: 'keys', key: null }))
    case 'rotate-keys':
      return rotate(keys, request)
    case 'give-up-rotation': {
      const ended = await keys.giveUpRotation(request, ACTOR)
      return answered(ended, () => ({ kind: 'rotation', rotation: null }))
    }
  }
}

async function rotate(
  keys: Keys,
  { mode, exchangeId, typed, baseUrl }: Extract<KeyRequest, { readonly kind: 'rotate-keys' }>,
): Promise<ControlAnswer> {
  const [place, url] = [{ mode, exchangeId }, baseUrl ?? undefined]
  if (typed !== null) {
    const begun = await keys.beginRotation({ ...place, typed, actor: ACTOR }, url)
    if (!begun.ok) return { ok: false, problem: begun.error }
  }
  const rotated = await keys.goOnRotating(place, url)
  return answered(rotated, (rotation) => ({ kind: 'rotation', rotation }))
}

function answered<Value>(
  result: Result<Value, Problem>,
  outcomeOf: (value: Value) => Extract<ControlAnswer, { readonly ok: true }>['outcome'],
): ControlAnswer {
  if (!result.ok) return { ok: false, problem: result.error }
  return { ok: true, outcome: outcomeOf(result.value) }
}
