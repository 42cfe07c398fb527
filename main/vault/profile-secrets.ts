import type { SecretStore } from '../../app/ports/secret-store.ts'
import { Keychain, serviceOf } from './keychain.ts'
import { hasVault, VaultFile } from './vault-file.ts'

/** Where the secrets of a profile are: asked one thing at a time, and not done before all of it is answered. */
export interface ProfileSecrets extends SecretStore {
  readonly isIdle: boolean
  idle(): Promise<void>
}

/** The vault of the profile where somebody made one, and otherwise the system's keychain; never both. */
export function profileSecrets(
  directory: string,
  askPassphrase?: () => Promise<string | undefined>,
): ProfileSecrets {
  return hasVault(directory)
    ? new VaultFile(directory, askPassphrase)
    : new Keychain(serviceOf(directory))
}
