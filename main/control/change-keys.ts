import type { ControlAnswer, ControlRequest } from '../../app/contract/control.ts'
import type { Workspace } from '../../app/engine/session/workspace.ts'

/** One about the keys of the profile. */
export type KeyRequest = Extract<ControlRequest, { readonly kind: 'add-keys' | 'remove-keys' }>

const ACTOR = 'command-line'

/** Tries a key and keeps it, or forgets one. */
export async function changeKeys(
  workspace: Pick<Workspace, 'addKeys' | 'removeKeys'>,
  request: KeyRequest,
): Promise<ControlAnswer> {
  if (request.kind === 'remove-keys') {
    const removed = await workspace.removeKeys(request, ACTOR)
    if (!removed.ok) return { ok: false, problem: removed.error }
    return { ok: true, outcome: { kind: 'keys', key: null } }
  }
  const { baseUrl, ...wish } = request
  const added = await workspace.addKeys({ ...wish, actor: ACTOR }, baseUrl ?? undefined)
  if (!added.ok) return { ok: false, problem: added.error }
  return { ok: true, outcome: { kind: 'keys', key: added.value } }
}
