import type { RequestName } from '../../app/contract/channels.ts'
import {
  asksPassphrase,
  passesLock,
  permissionOf,
  viewOnlyRefusal,
} from '../../app/contract/permissions.ts'
import type { Problem } from '../../app/contract/requests.ts'

/** Far more than a person with a busy screen asks of one channel. */
const BURST = 200
const PER_SECOND = 50

export interface GateParts {
  /** In ms; only differences count. */
  readonly stopwatch: () => number
  readonly isViewOnly: () => boolean
  readonly isLocked: () => boolean
  /** Whether the passphrase was just given for this request, or none is set. Asking uses it up. */
  readonly takeConfirmation: (name: RequestName) => boolean
  /** Whether people would be told less by these alert rules than they are now. */
  readonly silences: (rules: unknown) => boolean
  readonly warn: (message: string) => void
}

interface Bucket {
  tokens: number
  filledAt: number
  isEmpty: boolean
}

/** Says what is not even looked at: too many requests of one kind, and changes to a profile that can only be looked at. */
export class RequestGate {
  readonly #parts: GateParts
  readonly #buckets = new Map<RequestName, Bucket>()

  constructor(parts: GateParts) {
    this.#parts = parts
  }

  refusal(name: RequestName, input: unknown): Problem | undefined {
    if (!this.#takeToken(name)) return TOO_MANY
    if (this.#parts.isLocked() && !passesLock(name, input)) return LOCKED
    const problem = viewOnlyRefusal(permissionOf(name, input))
    if (problem !== undefined && this.#parts.isViewOnly()) {
      this.#parts.warn(`refused the request ${name}: the profile is view-only`)
      return problem
    }
    const isMissing = this.#asks(name, input) && !this.#parts.takeConfirmation(name)
    return isMissing ? PASSPHRASE_NEEDED : undefined
  }

  #asks(name: RequestName, input: unknown): boolean {
    return name === 'saveAlertRules' ? this.#parts.silences(input) : asksPassphrase(name, input)
  }

  /** A flood is told of when it begins, so that it does not drown the log. */
  #takeToken(name: RequestName): boolean {
    const bucket = this.#filledBucket(name)
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1
      bucket.isEmpty = false
      return true
    }
    if (!bucket.isEmpty) this.#parts.warn(`refused the request ${name}: too many of them at once`)
    bucket.isEmpty = true
    return false
  }

  #filledBucket(name: RequestName): Bucket {
    const now = this.#parts.stopwatch()
    const bucket = this.#buckets.get(name) ?? { tokens: BURST, filledAt: now, isEmpty: false }
    const gained = ((now - bucket.filledAt) / 1_000) * PER_SECOND
    bucket.tokens = Math.min(BURST, bucket.tokens + gained)
    bucket.filledAt = now
    this.#buckets.set(name, bucket)
    return bucket
  }
}

const LOCKED: Problem = {
  code: 'locked',
  message: 'Cryptobot is locked, so nothing was shown and nothing was changed.',
  action: 'Unlock it with its passphrase. Halting works all the same.',
}

const PASSPHRASE_NEEDED: Problem = {
  code: 'passphrase-needed',
  message: 'This asks for the passphrase once more. Nothing was changed.',
  action: 'Type the passphrase of the app lock.',
}

const TOO_MANY: Problem = {
  code: 'too-many-requests',
  message: 'The window asked for the same thing too often within a second. Nothing was changed.',
  action: 'Try again. If it keeps happening, restart Cryptobot.',
}
