/** The store could not read or write: a full or read-only disk, damage, a lock. Trading halts. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly reason: 'full' | 'read-only' | 'damaged' | 'newer' | 'busy' | 'failed'
  /** What the user can do. */
  readonly action: string

  constructor(reason: StoreError['reason'], message: string, action: string, cause?: unknown) {
    super(message, { cause })
    this.reason = reason
    this.action = action
  }
}
