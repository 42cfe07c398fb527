import type { SecretStore } from '../ports/secret-store.ts'
import { AuditAnchor } from './audit-anchor.ts'

/** The anchors of a profile's audit logs: one of the profile itself, and one of each account. */
export class AuditAnchors {
  readonly #secrets: SecretStore
  readonly #report: (message: string) => void
  readonly #anchors = new Map<string, AuditAnchor>()
  readonly #asked = new Set<AuditAnchor>()

  constructor(secrets: SecretStore, report: (message: string) => void) {
    this.#secrets = secrets
    this.#report = report
  }

  ofProfile(): AuditAnchor {
    return this.#named('audit profile')
  }

  ofAccount(accountId: string): AuditAnchor {
    return this.#named(`audit account ${accountId}`)
  }

  /** Asks the keychain, once, for those that are in use, so that verdicts count with them. */
  load(): void {
    for (const anchor of this.#anchors.values()) {
      if (this.#asked.has(anchor)) continue
      this.#asked.add(anchor)
      void anchor.load()
    }
  }

  /** Once all that was wanted so far is kept, or cannot be. */
  async settled(): Promise<void> {
    await Promise.all(Array.from(this.#anchors.values(), (anchor) => anchor.settled()))
  }

  #named(name: string): AuditAnchor {
    const known = this.#anchors.get(name)
    if (known !== undefined) return known
    const report = (message: string) => this.#report(`${name}: ${message}`)
    const anchor = new AuditAnchor({ name, secrets: this.#secrets, report })
    this.#anchors.set(name, anchor)
    return anchor
  }
}
