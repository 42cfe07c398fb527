export type Permission = 'read' | 'trade' | 'withdraw'

export interface ApiKey {
  readonly key: string
  readonly secret: string
  /** For exchanges whose keys have a third part. */
  readonly passphrase: string
  readonly accountId: string
  readonly permissions: ReadonlySet<Permission>
  readonly revoked: boolean
  /** When it ends, as it is told; null where that is not told. */
  readonly endsAt: number | null
  /** From where it works; empty where from everywhere. */
  readonly addresses: readonly string[]
}

type IssueOptions = Partial<Pick<ApiKey, 'passphrase' | 'accountId'>> & {
  readonly permissions?: readonly Permission[]
}

const USUAL: readonly Permission[] = ['read', 'trade']

/** Who may do what. */
export class ApiKeys {
  readonly #keys = new Map<string, ApiKey>()

  issue(key: string, secret: string, options: IssueOptions = {}): ApiKey {
    const permissions = new Set(options.permissions ?? USUAL)
    const usual = { passphrase: '', accountId: 'main', revoked: false, endsAt: null, addresses: [] }
    const issued = { ...usual, ...options, key, secret, permissions }
    this.#keys.set(key, issued)
    return issued
  }

  /** Undefined when there never was one or it was revoked. */
  find(key: string): ApiKey | undefined {
    const found = this.#keys.get(key)
    return found?.revoked ? undefined : found
  }

  revoke(key: string): void {
    this.#change(key, { revoked: true })
  }

  restrict(key: string, permissions: readonly Permission[]): void {
    this.#change(key, { permissions: new Set(permissions) })
  }

  /** As somebody sets it on the exchange's page. */
  bind(key: string, addresses: readonly string[]): void {
    this.#change(key, { addresses })
  }

  endAt(key: string, endsAt: number): void {
    this.#change(key, { endsAt })
  }

  #change(key: string, change: Partial<ApiKey>): void {
    const found = this.#keys.get(key)
    if (!found) throw new RangeError(`there is no key ${key}`)
    this.#keys.set(key, { ...found, ...change })
  }
}
