import { type ProfileSecrets, profileSecrets } from '../vault/profile-secrets.ts'
import { typedPassphrase } from './typed-passphrase.ts'

/** The secrets of a profile; a vault asks for its passphrase when it is first needed. */
export function cliSecrets(directory: string): ProfileSecrets {
  return profileSecrets(directory, typedPassphrase())
}
