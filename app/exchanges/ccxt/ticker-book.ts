/** What is known of a market's price. Floats: for looking at, never for reckoning with money. */
export interface TickerSeen {
  readonly last: number | null
  /** Over the last 24 hours. */
  readonly changePercent: number | null
  /** Of the last 24 hours, in quote currency. */
  readonly quoteVolume: number | null
  /** By our clock. */
  readonly heardAt: number
}

interface Heard {
  readonly raw: unknown
  readonly heardAt: number
}

/** The newest ticker of every market, read only when somebody looks at it. */
export class TickerBook {
  readonly #heard = new Map<string, Heard>()

  /** What is older than what is there already changes nothing. */
  hear(symbol: string, raw: unknown, heardAt: number): void {
    if (heardAt >= (this.#heard.get(symbol)?.heardAt ?? 0))
      this.#heard.set(symbol, { raw, heardAt })
  }

  read(symbol: string): TickerSeen | undefined {
    const heard = this.#heard.get(symbol)
    return heard && { ...figuresOf(heard.raw), heardAt: heard.heardAt }
  }
}

function figuresOf(raw: unknown): Omit<TickerSeen, 'heardAt'> {
  const last = numberIn(raw, 'last') ?? numberIn(raw, 'close')
  return { last, changePercent: changeOf(raw, last), quoteVolume: volumeOf(raw, last) }
}

/** As the exchange states it, or from what the price was then. */
function changeOf(raw: unknown, last: number | null): number | null {
  const stated = numberIn(raw, 'percentage')
  if (stated !== null || last === null) return stated
  const change = numberIn(raw, 'change')
  const open = numberIn(raw, 'open') ?? (change === null ? null : last - change)
  return open === null || open <= 0 ? null : (last / open - 1) * 100
}

function volumeOf(raw: unknown, last: number | null): number | null {
  const base = numberIn(raw, 'baseVolume')
  return numberIn(raw, 'quoteVolume') ?? (base === null || last === null ? null : base * last)
}

function numberIn(raw: unknown, name: string): number | null {
  const value: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, name) : null
  if (typeof value !== 'number' && (typeof value !== 'string' || value === '')) return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}
