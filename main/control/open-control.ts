import type { HealthView } from '../../app/contract/health-view.ts'
import type { Problem } from '../../app/domain/result.ts'
import type { AccountSession } from '../../app/engine/account-session.ts'
import { carryOut } from './carry-out.ts'
import { ControlServer } from './control-server.ts'

/** What there is to be talked to. */
export interface Running {
  readonly session: () => AccountSession | null
  readonly health: () => HealthView
}

/** Lets the command line talk to whichever account is open when it asks. */
export function openControl(directory: string, { session, health }: Running): ControlServer {
  return new ControlServer(directory, async (request) => {
    if (request.kind === 'health')
      return { ok: true, outcome: { kind: 'health', health: health() } }
    const open = session()
    return open === null ? { ok: false, problem: NO_ACCOUNT } : carryOut(open, request)
  })
}

const NO_ACCOUNT: Problem = {
  code: 'no-account',
  message: 'The running Cryptobot has no account open.',
  action: 'Finish its wizard first, or quit it.',
}
