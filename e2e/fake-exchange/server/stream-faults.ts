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

type Choice = (event: unknown) => boolean

interface Scripted {
  readonly fault: StreamFault
  readonly isMeant: Choice
  remaining: number
}

/** Stands between the exchange and its streams. Answers to subscriptions do not come by here. */
export class StreamFaults {
  #scripted: Scripted[] = []
  #held: (() => void)[] = []
  #swapped: (() => void) | null = null

  /** Spoils the next `times` events of that kind; for ever when not told otherwise. */
  script(fault: StreamFault, isMeant: Choice = () => true, times = Number.POSITIVE_INFINITY): void {
    this.#scripted.push({ fault, isMeant, remaining: times })
  }

  clear(): void {
    this.#scripted = []
    this.release()
  }

  /** Lets go of all events that are held, oldest first. */
  release(): void {
    const held = this.#swapped ? [...this.#held, this.#swapped] : this.#held
    this.#held = []
    this.#swapped = null
    for (const deliver of held) deliver()
  }

  pass(event: unknown, deliver: () => void): void {
    const fault = this.#take(event)
    if (fault?.kind === 'swap' && !this.#swapped) {
      this.#swapped = deliver
      return
    }
    this.#deliver(fault, deliver)
    const swapped = this.#swapped
    this.#swapped = null
    swapped?.()
  }

  #take(event: unknown): StreamFault | undefined {
    const scripted = this.#scripted.find(
      ({ isMeant, remaining }) => remaining > 0 && isMeant(event),
    )
    if (!scripted) return undefined
    scripted.remaining -= 1
    return scripted.fault
  }

  #deliver(fault: StreamFault | undefined, deliver: () => void): void {
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
      default:
        deliver()
    }
  }
}
