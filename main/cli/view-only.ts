import { parseArgs } from 'node:util'
import { PROFILE_DOCUMENTS } from '../../app/engine/session/profile-documents.ts'
import { changeAccess } from '../control/access.ts'
import { askOrDo } from './account-for-a-call.ts'
import { profileOf } from './account-options.ts'
import { loadDocument } from './load-document.ts'
import { withOwnWorkspace } from './own-workspace.ts'
import { print, printProblem } from './print.ts'
import { EXIT, Misuse } from './usage.ts'

/** `cryptobot view-only`: whether the profile can only be looked at; `on` and `off` change it, also while an engine runs. */
export async function viewOnly(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { profile: { type: 'string' } },
  })
  const directory = profileOf(values)
  const [wanted, ...more] = positionals
  if (more.length > 0 || (wanted !== undefined && wanted !== 'on' && wanted !== 'off')) {
    throw new Misuse('Say `view-only on`, `view-only off`, or `view-only` to see how it stands.')
  }
  if (wanted === undefined) {
    print({ kind: 'view-only', isViewOnly: isViewOnly(directory) })
    return EXIT.done
  }
  return change(directory, wanted === 'on')
}

/** For commands that write files of the profile themselves. */
export function refuseIfViewOnly(directory: string): void {
  if (isViewOnly(directory)) throw new Misuse(REFUSAL)
}

const REFUSAL =
  'This profile can only be looked at, so nothing was changed. `cryptobot view-only off` allows changes again.'

function isViewOnly(directory: string): boolean {
  return loadDocument(directory, 'access', PROFILE_DOCUMENTS.access)?.isViewOnly ?? false
}

async function change(directory: string, wanted: boolean): Promise<number> {
  const answer = await askOrDo(directory, { kind: 'set-view-only', isViewOnly: wanted }, () =>
    withOwnWorkspace(directory, (workspace) => changeAccess(workspace, wanted)),
  )
  if (answer.ok) print(answer.outcome)
  else printProblem(answer.problem)
  return answer.ok ? EXIT.done : EXIT.failed
}
