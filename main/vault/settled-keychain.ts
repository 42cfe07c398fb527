import type { AuditAnchors } from '../../app/audit/audit-anchors.ts'
import type { Keychain } from './keychain.ts'

/** One that hangs must not keep a process from ending. */
const SETTLED_MS_MAX = 3_000

/** Once the keychain has answered all it was asked, or does not do so in time. */
export async function settledKeychain(anchors: AuditAnchors, keychain: Keychain): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const givenUp = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, SETTLED_MS_MAX)
  })
  const settled = anchors.settled().then(() => keychain.idle())
  await Promise.race([settled, givenUp]).finally(() => clearTimeout(timer))
}
