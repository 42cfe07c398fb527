import { z } from 'zod'
import type { Mode } from '../../app/domain/mode.ts'
import { failure, type Result, success } from '../../app/domain/result.ts'
import type { ExchangeKeys, KeyStore, SpareKey } from '../../app/ports/key-source.ts'
import type { SecretFailure, SecretStore } from '../../app/ports/secret-store.ts'

const storedKeys = z.strictObject({
  apiKey: z.string().min(1),
  secret: z.string().min(1),
  passphrase: z.string().min(1).optional(),
})

/** API keys in the keychain, apart for each mode and exchange: what trades on a testnet cannot read those of live. */
export class KeyRing implements KeyStore {
  readonly #secrets: SecretStore
  readonly #spare: SpareKey | undefined

  constructor(secrets: SecretStore, spare?: SpareKey) {
    this.#secrets = secrets
    this.#spare = spare
  }

  spare(which: SpareKey): KeyRing {
    return new KeyRing(this.#secrets, which)
  }

  async keysFor(
    mode: Mode,
    exchangeId: string,
  ): Promise<Result<ExchangeKeys | null, SecretFailure>> {
    const name = this.#name(mode, exchangeId)
    const text = await this.#secrets.load(name)
    if (!text.ok) return text
    if (text.value === null) return success(null)
    const keys = storedKeys.safeParse(jsonIn(text.value))
    if (!keys.success) {
      return failure(`what the keychain has under "${name}" is no API key`)
    }
    const { apiKey, secret, passphrase } = keys.data
    return success({ apiKey, secret, passphrase })
  }

  save(mode: Mode, exchangeId: string, keys: ExchangeKeys): Promise<Result<null, SecretFailure>> {
    return this.#secrets.save(this.#name(mode, exchangeId), JSON.stringify(keys))
  }

  remove(mode: Mode, exchangeId: string): Promise<Result<null, SecretFailure>> {
    return this.#secrets.remove(this.#name(mode, exchangeId))
  }

  #name(mode: Mode, exchangeId: string): string {
    const name = `${mode} ${exchangeId}`
    return this.#spare === undefined ? name : `${name} ${this.#spare}`
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
