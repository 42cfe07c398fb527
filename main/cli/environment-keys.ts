import type { ExchangeKeys, KeySource } from '../../app/ports/key-source.ts'

/**
 * Keys from the environment, for those who run Cryptobot without a window. They are taken out of it at once, so that no
 * process that is started from here sees them.
 */
export function environmentKeys(environment: NodeJS.ProcessEnv = process.env): KeySource {
  const keys = takeKeys(environment)
  return { keysFor: () => keys }
}

function takeKeys(environment: NodeJS.ProcessEnv): ExchangeKeys | undefined {
  const {
    CRYPTOBOT_API_KEY: apiKey,
    CRYPTOBOT_API_SECRET: secret,
    CRYPTOBOT_API_PASSPHRASE: passphrase,
  } = environment
  for (const name of ['KEY', 'SECRET', 'PASSPHRASE']) delete environment[`CRYPTOBOT_API_${name}`]
  if (!apiKey || !secret) return undefined
  return { apiKey, secret, passphrase: passphrase || undefined }
}
