import { existsSync } from 'node:fs'
import type { Alert } from '../../app/domain/alert.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { systemNotifier } from './notify.ts'
import type { WatchFinding } from './watch-report.ts'

/** Tells people in the ways that they chose for alerts; where these cannot be known, on the desktop. */
export async function tellPeople(directory: string, finding: WatchFinding): Promise<void> {
  const { alerts } = new ProfilePaths(directory)
  if (!existsSync(alerts)) return showOnDesktop(finding)
  try {
    await tellChannels(directory, alertOf(finding))
  } catch (error) {
    process.stderr.write(`${String(error)}\n`)
    await showOnDesktop(finding)
  }
}

async function showOnDesktop({ title, text }: WatchFinding): Promise<void> {
  await systemNotifier.show(title, text)
}

/** Loaded when there is something to tell: until then the watchdog stays small. */
async function tellChannels(directory: string, alert: Alert): Promise<void> {
  const { tellAtOnce } = await import('../../app/alerts/tell-at-once.ts')
  const { alertSettings } = await import('../../app/contract/alert-settings.ts')
  const { SqliteAlertStore } = await import('../../app/storage/sqlite-alert-store.ts')
  const { profileSecrets } = await import('../vault/profile-secrets.ts')
  const store = new SqliteAlertStore(new ProfilePaths(directory).alerts, alertSettings)
  try {
    const secrets = profileSecrets(directory)
    await tellAtOnce(store, { secrets, desktop: systemNotifier, now: Date.now }, alert)
  } finally {
    store.close()
  }
}

function alertOf({ kind, time, title, text }: WatchFinding): Alert {
  return {
    id: `watchdog-${kind}-${time}`,
    kind: 'watchdog',
    severity: kind === 'recovered' ? 'info' : 'critical',
    key: 'watchdog',
    title,
    text,
    time,
  }
}
