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
  if (!access.isViewOnly()) return undefined
  const problem = viewOnlyRefusal(controlPermissionOf(request))
  return problem && { ok: false, problem }
}

export function changeAccess(access: Access, isViewOnly: boolean): ControlAnswer {
  access.setViewOnly(isViewOnly, 'command-line')
  return { ok: true, outcome: { kind: 'view-only', isViewOnly: access.isViewOnly() } }
}
