import type { AlertChannel } from '../domain/alert-channel.ts'
import type { Delivery } from '../domain/delivery.ts'
import type { AlertStore } from '../ports/alert-store.ts'
import type { Clock } from '../ports/clock.ts'
import { afterAttempt } from './after-attempt.ts'
import { failed, type Sent } from './channels/sent.ts'
import { composeMessage, type Message } from './compose-message.ts'

export interface CourierParts {
  readonly store: AlertStore
  readonly clock: Clock
  readonly channels: () => readonly AlertChannel[]
  readonly send: (channel: AlertChannel, message: Message) => Promise<Sent>
  /** Something that is no failure of a channel: the store does not work. */
  readonly report: (error: unknown) => void
}

type Deliveries = readonly [Delivery, ...Delivery[]]

/** Longer than every channel's own limit: one that hangs all the same is given up, and holds up no other. */
const SENDING_MS_MAX = 60_000
/** While the store does not take what became of a message, the next one waits, or it would be told over and over. */
const STORE_PAUSE_MS = 60_000

/**
 * Brings what waits to its channels, one message at a time for each. Whatever is due for a channel by then is told
 * together. At least once: a message that was on its way when Cryptobot ended is sent again, under the same code.
 */
export class Courier {
  readonly #parts: CourierParts
  readonly #sending = new Set<string>()
  readonly #pausedUntil = new Map<string, number>()
  #takeBack: () => void = () => undefined
  #isClosed = false

  constructor(parts: CourierParts) {
    this.#parts = parts
  }

  /** Looks for what is due, and comes back when the next is. */
  look(): void {
    if (this.#isClosed) return
    try {
      this.#sendDue()
      this.#comeBack()
    } catch (error) {
      this.#parts.report(error)
      this.#comeBackIn(STORE_PAUSE_MS)
    }
  }

  /** A channel that is set anew need not wait for what its provider asked for. */
  forgive(channelId: string): void {
    this.#pausedUntil.delete(channelId)
  }

  close(): void {
    this.#isClosed = true
    this.#takeBack()
  }

  #sendDue(): void {
    const { store, clock, channels } = this.#parts
    const now = clock.now()
    for (const channel of channels()) {
      if (this.#mayNotSend(channel.id, now)) continue
      const [first, ...more] = store.loadDue(channel.id, now)
      if (first !== undefined) void this.#deliver(channel, [first, ...more])
    }
  }

  #mayNotSend(channelId: string, now: number): boolean {
    return this.#sending.has(channelId) || now < (this.#pausedUntil.get(channelId) ?? 0)
  }

  #comeBack(): void {
    const { store, clock } = this.#parts
    const now = clock.now()
    const pauses = [...this.#pausedUntil.values()].filter((time) => time > now)
    const next = Math.min(store.nextDueAt(now) ?? Number.POSITIVE_INFINITY, ...pauses)
    if (next === Number.POSITIVE_INFINITY) this.#takeBack()
    else this.#comeBackIn(next - now)
  }

  #comeBackIn(delayMs: number): void {
    this.#takeBack()
    this.#takeBack = this.#parts.clock.schedule(delayMs, () => this.look())
  }

  async #deliver(channel: AlertChannel, deliveries: Deliveries): Promise<void> {
    this.#sending.add(channel.id)
    const sent = await this.#sent(channel, composeMessage(deliveries))
    this.#sending.delete(channel.id)
    if (this.#isClosed) return
    try {
      this.#note(channel.id, deliveries, sent)
    } catch (error) {
      this.#pausedUntil.set(channel.id, this.#parts.clock.now() + STORE_PAUSE_MS)
      this.#parts.report(error)
    }
    this.look()
  }

  /** Whatever the channel does, this ends. */
  async #sent(channel: AlertChannel, message: Message): Promise<Sent> {
    const { clock, send } = this.#parts
    let takeBack: () => void = () => undefined
    const tooLate = new Promise<Sent>((resolve) => {
      const answer = failed(`Nothing came back within ${SENDING_MS_MAX / 1_000} s.`)
      takeBack = clock.schedule(SENDING_MS_MAX, () => resolve(answer))
    })
    try {
      return await Promise.race([send(channel, message), tooLate])
    } catch (error) {
      this.#parts.report(error)
      return failed('Something went wrong inside Cryptobot; the log has the details.')
    } finally {
      takeBack()
    }
  }

  #note(channelId: string, deliveries: Deliveries, sent: Sent): void {
    const { store, clock } = this.#parts
    const now = clock.now()
    if (sent.kind === 'failed') this.#pausedUntil.set(channelId, now + sent.retryAfterMs)
    else this.#pausedUntil.delete(channelId)
    store.atOnce(() => {
      for (const delivery of deliveries) store.changeDelivery(afterAttempt(delivery, sent, now))
      if (sent.kind === 'delivered') store.makeDue(channelId, now)
    })
  }
}
