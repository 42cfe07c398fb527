import { existsSync } from 'node:fs'
import { ChainedAuditLog } from '../../app/audit/chained-audit-log.ts'
import { failure, type Problem, type Result, success } from '../../app/domain/result.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import type { SecretStore } from '../../app/ports/secret-store.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { SettingsStore } from '../../app/storage/settings-store.ts'
import { PASSPHRASE_MISSING } from '../control/refused-by-lock.ts'
import { AppLock, type LockStore } from '../lock/app-lock.ts'
import { profileSecrets } from '../vault/profile-secrets.ts'
import { VaultFile } from '../vault/vault-file.ts'
import { typedPassphrase } from './typed-passphrase.ts'

/** The lock of a profile whose window this process has not got. */
export function profileLock(store: LockStore, secrets: SecretStore): AppLock {
  return new AppLock({
    store,
    vault: secrets instanceof VaultFile ? secrets : undefined,
    now: () => systemClock.now(),
    unlocked: () => undefined,
    locked: () => undefined,
  })
}

/** Asks for the passphrase where one is set, as the window does. */
export async function askedPassphrase(lock: AppLock): Promise<Result<null, Problem>> {
  if (!lock.view().isSet) return success(null)
  const passphrase = await typedPassphrase()()
  return passphrase === undefined ? failure(PASSPHRASE_MISSING) : lock.prove(passphrase)
}

/** The same beside whoever has the profile. */
export async function askedOwner(directory: string): Promise<Result<null, Problem>> {
  const path = new ProfilePaths(directory).settings
  if (!existsSync(path)) return success(null)
  const settings = new SettingsStore(path)
  const audit = new ChainedAuditLog(settings.audit, systemClock)
  try {
    const store: LockStore = {
      load: (name, schema) => settings.load(name, schema),
      save: (name, value, entry) => {
        const save = () => settings.save(name, value)
        if (entry === undefined) save()
        else audit.append(entry, save)
      },
    }
    return await askedPassphrase(profileLock(store, profileSecrets(directory)))
  } finally {
    settings.close()
  }
}
