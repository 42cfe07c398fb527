import { existsSync } from 'node:fs'
import type { Alert } from '../../app/domain/alert.ts'
import { failure, success } from '../../app/domain/result.ts'
import type { SecretStore } from '../../app/ports/secret-store.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { systemNotifier } from './notify.ts'
import type { WatchFinding } from './watch-report.ts'

/** By name, as they are kept. */
export type ToldSecrets = Readonly<Record<string, string>>

export interface WatchedProfile {
  readonly directory: string
  /** What the engine's process has read out of a vault for its watchdog. */
  readonly secrets: ToldSecrets
}

/** Tells people in the ways that they chose for alerts; where these cannot be known, on the desktop. */
export async function tellPeople(profile: WatchedProfile, finding: WatchFinding): Promise<void> {
  const { alerts } = new ProfilePaths(profile.directory)
  if (!existsSync(alerts)) return showOnDesktop(finding)
  try {
    await tellChannels(profile, alertOf(finding))
  } catch (error) {
    process.stderr.write(`${String(error)}\n`)
    await showOnDesktop(finding)
  }
}

async function showOnDesktop({ title, text }: WatchFinding): Promise<void> {
  await systemNotifier.show(title, text)
}

/** Loaded when there is something to tell: until then the watchdog stays small. */
async function tellChannels(profile: WatchedProfile, alert: Alert): Promise<void> {
  const { tellAtOnce } = await import('../../app/alerts/tell-at-once.ts')
  const { alertSettings } = await import('../../app/contract/alert-settings.ts')
  const { SqliteAlertStore } = await import('../../app/storage/sqlite-alert-store.ts')
  const store = new SqliteAlertStore(new ProfilePaths(profile.directory).alerts, alertSettings)
  try {
    const secrets = await secretsOf(profile)
    await tellAtOnce(store, { secrets, desktop: systemNotifier, now: Date.now }, alert)
  } finally {
    store.close()
  }
}

/** Nobody gives a watchdog the passphrase of a vault. */
async function secretsOf({
  directory,
  secrets,
}: WatchedProfile): Promise<Pick<SecretStore, 'load'>> {
  const { profileSecrets } = await import('../vault/profile-secrets.ts')
  const { hasVault } = await import('../vault/vault-file.ts')
  if (!hasVault(directory)) return profileSecrets(directory)
  return {
    load: async (name) => {
      const secret = secrets[name]
      return secret === undefined ? failure(NEVER_OPENED) : success(secret)
    },
  }
}

const NEVER_OPENED = 'The vault was not opened since Cryptobot was started.'

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
