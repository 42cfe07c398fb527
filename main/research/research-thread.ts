import { Worker } from 'node:worker_threads'
import type { ResearchRequest } from '../../app/contract/channels.ts'
import type { Answer, Problem } from '../../app/contract/requests.ts'
import type { ResearchAnswer, ResearchOutput, ResearchQuestion } from './research-wire.ts'

type Waiting = (answer: Answer<unknown>) => void

export interface ResearchThreadParts {
  /** The script of the thread. */
  readonly script: string
  /** Of the profile. */
  readonly directory: string
  readonly report: (error: unknown) => void
}

/** The research thread, seen from the process that trades: started when it is first asked, and again when it ended. */
export class ResearchThread {
  readonly #parts: ResearchThreadParts
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #lastId = 0

  constructor(parts: ResearchThreadParts) {
    this.#parts = parts
  }

  ask<Name extends ResearchRequest | 'exportBacktest'>(
    name: Name,
    input: unknown,
  ): Promise<Answer<ResearchOutput<Name>>> {
    this.#worker ??= this.#start()
    this.#lastId += 1
    const question: ResearchQuestion = { id: this.#lastId, name, input }
    return new Promise((answered) => {
      // Checked against the contract before it goes on to the window.
      this.#waiting.set(question.id, answered as Waiting)
      this.#worker?.postMessage(question)
    })
  }

  /** Ends the thread in the middle of what it does; it is started again when it is asked again. */
  async end(): Promise<void> {
    await this.#worker?.terminate()
  }

  #start(): Worker {
    const { script, directory, report } = this.#parts
    const worker = new Worker(script, { workerData: directory })
    worker.on('message', ({ id, answer }: ResearchAnswer) => {
      this.#waiting.get(id)?.(answer)
      this.#waiting.delete(id)
    })
    worker.on('error', report)
    worker.on('exit', () => this.#ended(worker))
    return worker
  }

  #ended(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null
    for (const answered of this.#waiting.values()) answered({ ok: false, error: ENDED })
    this.#waiting.clear()
  }
}

const ENDED: Problem = {
  code: 'research-ended',
  message: 'The research thread ended, and with it what it was doing. Trading is not affected.',
  action: 'Start the run again. If it ends again, take fewer candles.',
}
