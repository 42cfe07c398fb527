import type { AuditAnchors } from '../../app/audit/audit-anchors.ts'
import type { ProfileSecrets } from './profile-secrets.ts'

/** One that hangs must not keep a process from ending. */
const SETTLED_MS_MAX = 3_000

/** Once whoever keeps the secrets has answered all that was asked, or does not do so in time. */
export async function settledSecrets(
  anchors: AuditAnchors,
  secrets: ProfileSecrets,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const givenUp = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, SETTLED_MS_MAX)
  })
  const settled = anchors.settled().then(() => secrets.idle())
  await Promise.race([settled, givenUp]).finally(() => clearTimeout(timer))
}
