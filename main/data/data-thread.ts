import type { Answer, Problem } from '../../app/contract/requests.ts'
import { AskedThread, type AskedThreadParts } from '../threads/asked-thread.ts'
import type { DataInput, DataOutput, DataQuestion } from './data-wire.ts'

/** The thread that looks after candles for research: downloads, checks and removals keep nothing waiting that trades. */
export class DataThread {
  readonly #thread: AskedThread

  constructor(parts: AskedThreadParts) {
    this.#thread = new AskedThread(parts, ENDED)
  }

  async ask<Name extends DataQuestion>(
    name: Name,
    input: DataInput<Name>,
  ): Promise<Answer<DataOutput<Name>>> {
    // Checked against the contract before it goes on to the window.
    return (await this.#thread.ask(name, input)) as Answer<DataOutput<Name>>
  }

  end(): Promise<void> {
    return this.#thread.end()
  }
}

const ENDED: Problem = {
  code: 'data-ended',
  message:
    'The thread that looks after candles ended, and with it what it was doing. Trading is not affected.',
  action: 'Try again. A download that was cut off goes on where it was.',
}
