import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { failure, type Result, success } from '../../app/domain/result.ts'
import type { SecretFailure, SecretStore } from '../../app/ports/secret-store.ts'
import { whileLocked } from '../../app/storage/while-locked.ts'
import {
  chosenCost,
  newSealKey,
  type ScryptCost,
  type SealedText,
  type SealKey,
  seal,
  sealedText,
  sealKeyFor,
  unseal,
} from './sealed-text.ts'
import { writeWhole } from './write-whole.ts'

const FILE = 'vault.json'
/** Three months, as for the keys of exchanges. */
const KEY_AGE_MS_MAX = 90 * 86_400_000
const secretsByName = z.record(z.string(), z.string())

export type Unlocked = 'open' | 'wrong-passphrase'

export function vaultPath(directory: string): string {
  return join(directory, FILE)
}

export function hasVault(directory: string): boolean {
  return existsSync(vaultPath(directory))
}

/**
 * The secrets of a profile in one file that a passphrase opens, for systems without a keychain. While it is locked nobody can
 * read it, us included; what was read is forgotten after each question, and only the derived key is kept.
 */
export class VaultFile implements SecretStore {
  readonly #path: string
  readonly #askPassphrase: (() => Promise<string | undefined>) | undefined
  #key: SealKey | undefined
  #renewsKey = false
  #last: Promise<unknown> = Promise.resolve()
  #unanswered = 0

  /** It asks for the passphrase by itself, once, where there is a way to. */
  constructor(directory: string, askPassphrase?: () => Promise<string | undefined>) {
    this.#path = vaultPath(directory)
    this.#askPassphrase = askPassphrase
  }

  /** An empty one, open. There must not be one yet. */
  static async create(
    directory: string,
    passphrase: string,
    cost?: ScryptCost,
  ): Promise<VaultFile> {
    const vault = new VaultFile(directory)
    vault.#key = await newSealKey(passphrase, cost ?? (await chosenCost()))
    vault.#write({}, vault.#key, 'wx')
    return vault
  }

  get isLocked(): boolean {
    return this.#key === undefined
  }

  unlock(passphrase: string): Promise<Result<Unlocked, SecretFailure>> {
    return this.#afterOthers(() => this.#unlock(passphrase))
  }

  /**
   * From now on a key that is too old gives way to a new one after it has opened the vault. For the process that has the
   * profile: others that have the vault open have to open it again.
   */
  renewKey(): void {
    this.#renewsKey = true
  }

  lock(): void {
    this.#key?.cipherKey.fill(0)
    this.#key?.checkKey.fill(0)
    this.#key = undefined
  }

  /** Sealed anew, under another salt and at what this machine can bear today. */
  changePassphrase(passphrase: string): Promise<Result<null, SecretFailure>> {
    return this.#afterOthers(() => this.#sealAnew(passphrase))
  }

  async #sealAnew(passphrase: string): Promise<Result<null, SecretFailure>> {
    const key = await newSealKey(passphrase, await chosenCost())
    const changed = this.#alone((secrets) => this.#write(secrets, key))
    if (!changed.ok) return changed
    this.lock()
    this.#key = key
    return success(null)
  }

  /** With the passphrase that it asks for; nothing where it is open already. */
  open(): Promise<Result<null, SecretFailure>> {
    return this.#opened(() => (this.#key === undefined ? failure(LOCKED) : success(null)))
  }

  load(name: string): Promise<Result<string | null, SecretFailure>> {
    return this.#opened(() => {
      const secrets = this.#read()
      return secrets.ok ? success(secrets.value[name] ?? null) : secrets
    })
  }

  /** All whose names begin so; nothing while it is locked, and nobody is asked for the passphrase. */
  async loadAll(prefix: string): Promise<Readonly<Record<string, string>> | undefined> {
    await this.#last
    const secrets = this.#read()
    if (!secrets.ok) return undefined
    return Object.fromEntries(
      Object.entries(secrets.value).filter(([name]) => name.startsWith(prefix)),
    )
  }

  save(name: string, secret: string): Promise<Result<null, SecretFailure>> {
    return this.#changed((secrets) => ({ ...secrets, [name]: secret }))
  }

  remove(name: string): Promise<Result<null, SecretFailure>> {
    return this.#changed(({ [name]: _removed, ...others }) => others)
  }

  /** Whether it has answered all it was asked. */
  get isIdle(): boolean {
    return this.#unanswered === 0
  }

  /** Once all it was asked so far is answered. */
  async idle(): Promise<void> {
    await this.#last
  }

  #changed(
    change: (secrets: Readonly<Record<string, string>>) => Record<string, string>,
  ): Promise<Result<null, SecretFailure>> {
    return this.#opened(() => this.#alone((secrets, key) => this.#write(change(secrets), key)))
  }

  /** Between reading and writing no other process writes: what that kept would be lost. */
  #alone(
    act: (secrets: Readonly<Record<string, string>>, key: SealKey) => void,
  ): Result<null, SecretFailure> {
    return whileLocked(`${this.#path}.lock`, () => {
      const secrets = this.#read()
      if (!secrets.ok || this.#key === undefined) return secrets.ok ? failure(LOCKED) : secrets
      act(secrets.value, this.#key)
      return success(null)
    })
  }

  #opened<Value>(act: () => Result<Value, SecretFailure>): Promise<Result<Value, SecretFailure>> {
    return this.#afterOthers(async () => {
      if (this.#key === undefined && this.#askPassphrase !== undefined) {
        const passphrase = await this.#askPassphrase()
        const unlocked = passphrase === undefined ? undefined : await this.#unlock(passphrase)
        if (unlocked?.ok === false) return unlocked
        if (unlocked?.value === 'wrong-passphrase') return failure(WRONG)
      }
      return act()
    })
  }

  async #unlock(passphrase: string): Promise<Result<Unlocked, SecretFailure>> {
    const sealed = this.#load()
    if (!sealed.ok) return sealed
    const key = await sealKeyFor(passphrase, sealed.value)
    if (key === undefined) return success('wrong-passphrase')
    const secrets = secretsIn(sealed.value, key)
    if (secrets === undefined) return failure(this.#altered())
    this.#key = key
    const isOld = Date.now() - key.madeAt > KEY_AGE_MS_MAX
    // Whoever opened it does not wait for that; where it fails, the old key goes on until the next time.
    if (isOld && this.#renewsKey) void this.#afterOthers(() => this.#sealAnew(passphrase))
    return success('open')
  }

  #read(): Result<Readonly<Record<string, string>>, SecretFailure> {
    if (this.#key === undefined) return failure(LOCKED)
    const sealed = this.#load()
    if (!sealed.ok) return sealed
    if (sealed.value.salt !== this.#key.salt.toString('base64')) return failure(SEALED_ANEW)
    const secrets = secretsIn(sealed.value, this.#key)
    return secrets === undefined ? failure(this.#altered()) : success(secrets)
  }

  #load(): Result<SealedText, SecretFailure> {
    try {
      const sealed = sealedText.safeParse(JSON.parse(readFileSync(this.#path, 'utf8')))
      return sealed.success ? success(sealed.data) : failure(this.#altered())
    } catch (error) {
      if (error instanceof SyntaxError) return failure(this.#altered())
      return failure(`The vault ${this.#path} could not be read: ${String(error)}.`)
    }
  }

  #write(secrets: Readonly<Record<string, string>>, key: SealKey, flag?: 'wx'): void {
    writeWhole(this.#path, `${JSON.stringify(seal(JSON.stringify(secrets), key))}\n`, flag)
  }

  #altered(): SecretFailure {
    return `The vault ${this.#path} was altered or damaged: what is in it is not what was put there. Restore it from a backup, or move it away, make a new one, and enter your keys anew; make new ones at the exchange if you did not do this yourself.`
  }

  /** One at a time: what is read is written back whole. What throws is an answer, too. */
  #afterOthers<Value>(
    act: () => Promise<Result<Value, SecretFailure>>,
  ): Promise<Result<Value, SecretFailure>> {
    this.#unanswered += 1
    const answer = this.#last.then(act).catch((error: unknown) => failure(notWritten(error)))
    this.#last = answer.finally(() => {
      this.#unanswered -= 1
    })
    return answer
  }
}

function secretsIn(sealed: SealedText, key: SealKey): Record<string, string> | undefined {
  const text = unseal(sealed, key)
  if (text === undefined) return undefined
  return secretsByName.safeParse(JSON.parse(text)).data
}

function notWritten(error: unknown): SecretFailure {
  return `The vault could not be used: ${error instanceof Error ? error.message : String(error)}.`
}

const LOCKED: SecretFailure =
  'The vault is locked. Open it with its passphrase: in the window, or with CRYPTOBOT_PASSPHRASE on the command line.'
const SEALED_ANEW: SecretFailure =
  'The vault was sealed anew meanwhile. Open it again; where it got another passphrase, with that one.'
const WRONG: SecretFailure = 'That is not the passphrase of the vault, or its file was altered.'
