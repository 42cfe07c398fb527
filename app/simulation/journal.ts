import { createHash } from 'node:crypto'
import type { Clock } from '../ports/clock.ts'

/** Everything that happened in a run, one line each: two runs were the same when their journals are. */
export class Journal {
  readonly #clock: Clock
  readonly #startedAt: number
  readonly #lines: string[] = []

  constructor(clock: Clock) {
    this.#clock = clock
    this.#startedAt = clock.now()
  }

  note(text: string): void {
    this.#lines.push(`${this.#clock.now() - this.#startedAt} ${text}`)
  }

  get lineCount(): number {
    return this.#lines.length
  }

  hash(): string {
    return createHash('sha256').update(this.#lines.join('\n')).digest('hex')
  }

  /** For people: minutes, seconds and milliseconds since the beginning, then what happened. */
  history(): readonly string[] {
    return this.#lines.map((line) => {
      const space = line.indexOf(' ')
      return `${clockText(Number(line.slice(0, space)))}  ${line.slice(space + 1)}`
    })
  }
}

function clockText(ms: number): string {
  const minutes = String(Math.floor(ms / 60_000)).padStart(2, '0')
  const seconds = String(Math.floor(ms / 1_000) % 60).padStart(2, '0')
  return `${minutes}:${seconds}.${String(ms % 1_000).padStart(3, '0')}`
}
