import { success } from '../../app/domain/result.ts'
import type { ExchangeKeys, KeySource } from '../../app/ports/key-source.ts'

/** Keys that were taken from the environment; nothing where there were none. */
export type EnvironmentKeys = ExchangeKeys | undefined

/**
 * For those who run Cryptobot without a keychain. They are taken out of the environment at once, so that no process that
 * is started from here sees them.
 */
export function takeEnvironmentKeys(environment: NodeJS.ProcessEnv = process.env): EnvironmentKeys {
  const {
    CRYPTOBOT_API_KEY: apiKey,
    CRYPTOBOT_API_SECRET: secret,
    CRYPTOBOT_API_PASSPHRASE: passphrase,
  } = environment
  for (const name of ['KEY', 'SECRET', 'PASSPHRASE']) delete environment[`CRYPTOBOT_API_${name}`]
  if (!apiKey || !secret) return undefined
  return { apiKey, secret, passphrase: passphrase || undefined }
}

/** Those from the environment where there are some, and otherwise those that are kept. */
export function profileKeys(kept: KeySource, given: EnvironmentKeys): KeySource {
  return given === undefined ? kept : { keysFor: async () => success(given) }
}
