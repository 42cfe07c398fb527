import { Worker } from 'node:worker_threads'
import type { Answer, Problem } from '../../app/contract/requests.ts'

export interface AskedThreadParts {
  /** The script of the thread. */
  readonly script: string
  /** Of the profile. */
  readonly directory: string
  readonly report: (error: unknown) => void
}

export interface ThreadQuestion {
  readonly id: number
  readonly name: string
  readonly input: unknown
}

export interface ThreadAnswer {
  readonly id: number
  readonly answer: Answer<unknown>
}

/** A thread that answers questions, seen from the process that trades: started when it is first asked, and again when it ended. */
export class AskedThread {
  readonly #parts: AskedThreadParts
  /** What is answered when it ended before it had. */
  readonly #ending: Problem
  readonly #waiting = new Map<number, (answer: Answer<unknown>) => void>()
  #worker: Worker | null = null
  #lastId = 0

  constructor(parts: AskedThreadParts, ending: Problem) {
    this.#parts = parts
    this.#ending = ending
  }

  ask(name: string, input: unknown): Promise<Answer<unknown>> {
    this.#worker ??= this.#start()
    this.#lastId += 1
    const question: ThreadQuestion = { id: this.#lastId, name, input }
    return new Promise((answered) => {
      this.#waiting.set(question.id, answered)
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
    worker.on('message', ({ id, answer }: ThreadAnswer) => {
      this.#waiting.get(id)?.(answer)
      this.#waiting.delete(id)
    })
    worker.on('error', report)
    worker.on('exit', () => this.#ended(worker))
    return worker
  }

  #ended(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null
    for (const answered of this.#waiting.values()) answered({ ok: false, error: this.#ending })
    this.#waiting.clear()
  }
}
