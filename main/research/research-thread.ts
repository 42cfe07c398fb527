import type { ResearchRequest } from '../../app/contract/channels.ts'
import type { Answer, Problem } from '../../app/contract/requests.ts'
import { AskedThread, type AskedThreadParts } from '../threads/asked-thread.ts'
import type { ResearchOutput } from './research-wire.ts'

/** The thread in which research is done, so that nothing of it keeps the engine waiting. */
export class ResearchThread {
  readonly #thread: AskedThread

  constructor(parts: AskedThreadParts) {
    this.#thread = new AskedThread(parts, ENDED)
  }

  async ask<Name extends ResearchRequest | 'exportBacktest'>(
    name: Name,
    input: unknown,
  ): Promise<Answer<ResearchOutput<Name>>> {
    // Checked against the contract before it goes on to the window.
    return (await this.#thread.ask(name, input)) as Answer<ResearchOutput<Name>>
  }

  /** Ends the thread in the middle of what it does; it is started again when it is asked again. */
  end(): Promise<void> {
    return this.#thread.end()
  }
}

const ENDED: Problem = {
  code: 'research-ended',
  message: 'The research thread ended, and with it what it was doing. Trading is not affected.',
  action: 'Start the run again. If it ends again, take fewer candles.',
}
