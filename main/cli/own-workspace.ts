import { AuditAnchors } from '../../app/audit/audit-anchors.ts'
import { NO_LISTENER } from '../../app/engine/engine-listener.ts'
import { Workspace } from '../../app/engine/session/workspace.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { NO_KEYS } from '../../app/ports/key-source.ts'
import type { AppLock } from '../lock/app-lock.ts'
import { documentsOf } from '../lock/documents-of.ts'
import { KeyRing } from '../vault/key-ring.ts'
import { settledSecrets } from '../vault/settled-secrets.ts'
import { cliSecrets } from './cli-secrets.ts'
import { profileLock } from './profile-lock.ts'

/** The profile, for a change that needs no account; throws a `StoreError` while somebody else has it. */
export async function withOwnWorkspace<Value>(
  directory: string,
  use: (workspace: Workspace, lock: AppLock) => Promise<Value> | Value,
): Promise<Value> {
  const secrets = cliSecrets(directory)
  // That one lags behind is told by `cryptobot audit verify`, not by every call.
  const anchors = new AuditAnchors(secrets, () => undefined)
  const workspace = new Workspace({
    ...{ directory, anchors, clock: systemClock, keys: NO_KEYS },
    keyStore: new KeyRing(secrets),
    observers: { publish: () => undefined, listener: NO_LISTENER },
  })
  try {
    return await use(workspace, profileLock(documentsOf(workspace), secrets))
  } finally {
    await settledSecrets(anchors, secrets)
    workspace.close()
  }
}
