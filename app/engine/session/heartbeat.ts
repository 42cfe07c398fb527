import type { PartHealth } from '../../contract/health-view.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DeadManSwitch, ExchangeClient } from '../../ports/exchange-client.ts'

/** So many beats may get lost before the exchange takes the orders back. */
const BEATS_IN_TIMEOUT = 4

export interface HeartbeatParts {
  readonly exchange: Pick<ExchangeClient, 'deadManSwitch'>
  readonly wallClock: Clock
  /** Whether a bot lets orders rest, and is able to look after them. */
  readonly isNeeded: () => boolean
}

/**
 * Tells the exchange that somebody is there, for as long as bots let orders rest: when it hears nothing for a while, it takes
 * them back. Nothing is switched off: a time that runs out when nothing rests cancels nothing.
 */
export class Heartbeat {
  readonly #parts: HeartbeatParts
  #armedUntil: number | null = null
  #trouble = ''
  #takeBack: () => void = () => undefined
  #isClosed = false

  constructor(parts: HeartbeatParts) {
    this.#parts = parts
  }

  start(): void {
    this.#beat()
  }

  close(): void {
    this.#isClosed = true
    this.#takeBack()
  }

  /** Nothing where no bot lets orders rest. */
  health(): PartHealth | undefined {
    const { exchange, wallClock, isNeeded } = this.#parts
    if (!isNeeded()) return undefined
    const name = "dead man's switch"
    const { deadManSwitch } = exchange
    if (deadManSwitch === undefined) {
      return { name, state: 'well', text: UNGUARDED }
    }
    const isArmed = this.#armedUntil !== null && this.#armedUntil > wallClock.now()
    if (this.#trouble !== '') {
      const end = isArmed ? 'It will take the orders of your bots back soon.' : 'It is not armed.'
      return { name, state: 'attention', text: `${end} ${this.#trouble}` }
    }
    if (!isArmed) return { name, state: 'working', text: 'It is being armed.' }
    return { name, state: 'well', text: guarded(deadManSwitch.timeoutMs) }
  }

  /** Whatever becomes of one, the next is sent in its time: a late answer must not hold it up. */
  #beat(): void {
    const { exchange, wallClock, isNeeded } = this.#parts
    const { deadManSwitch } = exchange
    if (deadManSwitch === undefined || this.#isClosed) return
    const { timeoutMs } = deadManSwitch
    this.#takeBack = wallClock.schedule(timeoutMs / BEATS_IN_TIMEOUT, () => this.#beat())
    if (!isNeeded()) return
    this.#renew(deadManSwitch).catch((error) => {
      this.#trouble = `an internal error: ${String(error)}`
    })
  }

  async #renew({ timeoutMs, renew }: DeadManSwitch): Promise<void> {
    const askedAt = this.#parts.wallClock.now()
    const answer = await renew()
    this.#trouble = answer.ok ? '' : answer.error
    if (answer.ok) this.#armedUntil = askedAt + timeoutMs
  }
}

const UNGUARDED =
  'This exchange has none that spares stops: what rests for your bots goes on resting while Cryptobot is away.'

function guarded(timeoutMs: number): string {
  const seconds = timeoutMs / 1_000
  return `What rests for your bots is cancelled by the exchange when it hears nothing of Cryptobot for ${seconds} s. Stops and orders by hand stay.`
}
