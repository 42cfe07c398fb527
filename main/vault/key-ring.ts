import { z } from 'zod'
import type { Mode } from '../../app/domain/mode.ts'
import { failure, type Result, success } from '../../app/domain/result.ts'
import type { ExchangeKeys, KeyStore } from '../../app/ports/key-source.ts'
import type { SecretFailure, SecretStore } from '../../app/ports/secret-store.ts'

const storedKeys = z.strictObject({
  apiKey: z.string().min(1),
  secret: z.string().min(1),
  passphrase: z.string().min(1).optional(),
})

/** API keys in the keychain, apart for each mode and exchange: what trades on a testnet cannot read those of live. */
export class KeyRing implements KeyStore {
  readonly #secrets: SecretStore

  constructor(secrets: SecretStore) {
    this.#secrets = secrets
  }

  async keysFor(
    mode: Mode,
    exchangeId: string,
  ): Promise<Result<ExchangeKeys | null, SecretFailure>> {
    const text = await this.#secrets.load(nameOf(mode, exchangeId))
    if (!text.ok) return text
    if (text.value === null) return success(null)
    const keys = storedKeys.safeParse(jsonIn(text.value))
    if (!keys.success) {
      return failure(`what the keychain has under "${nameOf(mode, exchangeId)}" is no API key`)
    }
    const { apiKey, secret, passphrase } = keys.data
    return success({ apiKey, secret, passphrase })
  }

  save(mode: Mode, exchangeId: string, keys: ExchangeKeys): Promise<Result<null, SecretFailure>> {
    return this.#secrets.save(nameOf(mode, exchangeId), JSON.stringify(keys))
  }

  remove(mode: Mode, exchangeId: string): Promise<Result<null, SecretFailure>> {
    return this.#secrets.remove(nameOf(mode, exchangeId))
  }
}

function nameOf(mode: Mode, exchangeId: string): string {
  return `${mode} ${exchangeId}`
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
