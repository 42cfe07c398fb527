import type * as Keytar from 'keytar'
import { failure, type Result, success } from '../../app/domain/result.ts'
import type { SecretFailure, SecretStore } from '../../app/ports/secret-store.ts'

type Passwords = Pick<typeof Keytar, 'getPassword' | 'setPassword' | 'deletePassword'>

/** Somebody may have to type the keychain's password; longer than this nobody waits for it. */
const ANSWER_MS_MAX = 30_000

/** Under which name all secrets of a profile are found in the keychain, by people too. */
export function serviceOf(profileDirectory: string): string {
  return `Cryptobot ${profileDirectory}`
}

/**
 * The keychain of the operating system. It is asked one thing at a time: one that hangs keeps one thread of this process
 * busy, not all of them.
 */
export class Keychain implements SecretStore {
  readonly #service: string
  readonly #loadPasswords: () => Promise<Passwords>
  #last: Promise<unknown> = Promise.resolve()
  #unanswered = 0

  constructor(service: string, loadPasswords: () => Promise<Passwords> = loadKeytar) {
    this.#service = service
    this.#loadPasswords = loadPasswords
  }

  /** A locked keyring says that there is nothing: that is believed once something that was put there is found there. */
  load(name: string): Promise<Result<string | null, SecretFailure>> {
    return this.#ask(async (passwords) => {
      const secret = await passwords.getPassword(this.#service, name)
      if (secret === null) await this.#probe(passwords)
      return secret
    })
  }

  save(name: string, secret: string): Promise<Result<null, SecretFailure>> {
    return this.#ask(async (passwords) => {
      await passwords.setPassword(this.#service, name, secret)
      const kept = await passwords.getPassword(this.#service, name)
      if (kept !== secret) throw new Error('what was put there is not found there')
      return null
    })
  }

  remove(name: string): Promise<Result<null, SecretFailure>> {
    return this.#ask(async (passwords) => {
      const wasThere = await passwords.deletePassword(this.#service, name)
      if (!wasThere) await this.#probe(passwords)
      return null
    })
  }

  /** Whether it has answered all it was asked. */
  get isIdle(): boolean {
    return this.#unanswered === 0
  }

  /** Once all it was asked so far is answered. */
  async idle(): Promise<void> {
    await this.#last
  }

  async #probe({ setPassword, getPassword, deletePassword }: Passwords): Promise<void> {
    const name = `probe ${process.pid}`
    await setPassword(this.#service, name, name)
    const kept = await getPassword(this.#service, name)
    await deletePassword(this.#service, name)
    if (kept !== name) throw new Error('what was put there is not found there')
  }

  async #ask<Value>(
    question: (passwords: Passwords) => Promise<Value>,
  ): Promise<Result<Value, SecretFailure>> {
    const before = this.#last
    const answer = before.then(async () => question(await this.#loadPasswords()))
    this.#unanswered += 1
    this.#last = answer
      .catch(() => undefined)
      .finally(() => {
        this.#unanswered -= 1
      })
    try {
      return success(await withinTime(answer))
    } catch (error) {
      return failure(
        `The keychain could not be used: ${error instanceof Error ? error.message : String(error)}.`,
      )
    }
  }
}

async function loadKeytar(): Promise<Passwords> {
  try {
    const { default: keytar } = await import('keytar')
    return keytar
  } catch (error) {
    const hint = process.platform === 'linux' ? ' (is libsecret installed?)' : ''
    throw new Error(`it could not be loaded${hint}: ${String(error)}`, { cause: error })
  }
}

function withinTime<Value>(answer: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`it did not answer within ${ANSWER_MS_MAX / 1_000} s`)),
      ANSWER_MS_MAX,
    )
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
