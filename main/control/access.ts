import type { ControlAnswer, ControlRequest } from '../../app/contract/control.ts'
import { controlPermissionOf, viewOnlyRefusal } from '../../app/contract/permissions.ts'
import type { Workspace } from '../../app/engine/session/workspace.ts'

/** The part of a profile that says what may be done with it. */
export type Access = Pick<Workspace, 'isViewOnly' | 'setViewOnly'>

/** What a view-only profile answers; nothing where the request may be carried out. */
export function refusedByAccess(
  access: Access,
  request: ControlRequest,
): ControlAnswer | undefined {
  // First, since a halt must work where not even the settings can be read.
  const problem = viewOnlyRefusal(controlPermissionOf(request))
  return problem !== undefined && access.isViewOnly() ? { ok: false, problem } : undefined
}

export function changeAccess(access: Access, isViewOnly: boolean): ControlAnswer {
  access.setViewOnly(isViewOnly, 'command-line')
  return { ok: true, outcome: { kind: 'view-only', isViewOnly: access.isViewOnly() } }
}
