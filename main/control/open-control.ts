import type { Problem } from '../../app/domain/result.ts'
import type { AccountSession } from '../../app/engine/account-session.ts'
import { carryOut } from './carry-out.ts'
import { ControlServer } from './control-server.ts'

/** Lets the command line talk to whichever account is open when it asks. */
export function openControl(
  directory: string,
  session: () => AccountSession | null,
): ControlServer {
  return new ControlServer(directory, async (request) => {
    const open = session()
    return open === null ? { ok: false, problem: NO_ACCOUNT } : carryOut(open, request)
  })
}

const NO_ACCOUNT: Problem = {
  code: 'no-account',
  message: 'The running Cryptobot has no account open.',
  action: 'Finish its wizard first, or quit it.',
}
