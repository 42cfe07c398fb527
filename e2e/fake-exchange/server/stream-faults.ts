import { randomAt } from '../../../app/exchanges/seeded-random.ts'

/** What can go wrong with one event on its way to a client. */
export type StreamFault =
  /** It never arrives. */
  | { readonly kind: 'drop' }
  | { readonly kind: 'duplicate' }
  /** It waits until it is released, and those after it overtake it. */
  | { readonly kind: 'hold' }
  | { readonly kind: 'late'; readonly byMs: number }
  /** It arrives after the one that follows it. */
  | { readonly kind: 'swap' }
  /** The connection is cut in its place. */
  | { readonly kind: 'cut' }
  /** The connection falls silent for good. */
  | { readonly kind: 'silence' }

type Choice = (event: unknown) => boolean

interface Scripted {
  readonly fault: StreamFault
  readonly isMeant: Choice
  remaining: number
}

interface Chaos {
  readonly seed: number
  readonly rate: number
  readonly faults: readonly StreamFault[]
  events: number
}

/** What can be done to the connection that an event was to go over. */
export interface Line {
  readonly deliver: () => void
  readonly cut: () => void
  readonly silence: () => void
}

const CHAOS_FAULTS: readonly StreamFault[] = [
  { kind: 'drop' },
  { kind: 'duplicate' },
  { kind: 'late', byMs: 50 },
  { kind: 'swap' },
  { kind: 'cut' },
]

/** Stands between the exchange and its streams. Answers to subscriptions do not come by here. */
export class StreamFaults {
  #scripted: Scripted[] = []
  #chaos: Chaos | null = null
  #held: (() => void)[] = []
  #swapped: (() => void) | null = null

  /** Spoils the next `times` events of that kind; for ever when not told otherwise. */
  script(fault: StreamFault, isMeant: Choice = () => true, times = Number.POSITIVE_INFINITY): void {
    this.#scripted.push({ fault, isMeant, remaining: times })
  }

  /** From now on about this share of events is spoiled at random. */
  chaos(seed: number, rate: number, faults: readonly StreamFault[] = CHAOS_FAULTS): void {
    this.#chaos = { seed, rate, faults, events: 0 }
  }

  clear(): void {
    this.#scripted = []
    this.#chaos = null
    this.release()
  }

  /** Lets go of all events that are held, oldest first. */
  release(): void {
    const held = this.#swapped ? [...this.#held, this.#swapped] : this.#held
    this.#held = []
    this.#swapped = null
    for (const deliver of held) deliver()
  }

  pass(event: unknown, line: Line): void {
    const fault = this.#takeScripted(event) ?? this.#takeChaos()
    if (fault?.kind === 'swap' && !this.#swapped) {
      this.#swapped = line.deliver
      return
    }
    this.#deliver(fault, line)
    const swapped = this.#swapped
    this.#swapped = null
    swapped?.()
  }

  #takeScripted(event: unknown): StreamFault | undefined {
    const scripted = this.#scripted.find(
      ({ isMeant, remaining }) => remaining > 0 && isMeant(event),
    )
    if (!scripted) return undefined
    scripted.remaining -= 1
    return scripted.fault
  }

  #takeChaos(): StreamFault | undefined {
    const chaos = this.#chaos
    if (!chaos) return undefined
    chaos.events += 1
    if (randomAt(chaos.seed, 0, chaos.events) >= chaos.rate) return undefined
    return chaos.faults[Math.floor(randomAt(chaos.seed, 1, chaos.events) * chaos.faults.length)]
  }

  #deliver(fault: StreamFault | undefined, { deliver, cut, silence }: Line): void {
    switch (fault?.kind) {
      case 'drop':
        return
      case 'hold':
        this.#held.push(deliver)
        return
      case 'late':
        setTimeout(deliver, fault.byMs)
        return
      case 'duplicate':
        deliver()
        deliver()
        return
      case 'cut':
        cut()
        return
      case 'silence':
        silence()
        return
      default:
        deliver()
    }
  }
}
