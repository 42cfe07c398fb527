import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '../../app/domain/assert.ts'
import { problemOf } from '../../app/engine/problem-of.ts'
import { ResearchDesk } from './research-desk.ts'
import type { ResearchAnswer, ResearchQuestion } from './research-wire.ts'

/** The thread in which research is done, so that nothing of it keeps the engine waiting. */
const port = parentPort
assert(port !== null, 'the research thread has no parent')
const { handlers } = new ResearchDesk(String(workerData))

port.on('message', async ({ id, name, input }: ResearchQuestion) => {
  const answered = async (): Promise<ResearchAnswer> => {
    try {
      return { id, answer: await handlers[name](input as never) }
    } catch (error) {
      return { id, answer: { ok: false, error: problemOf(error) } }
    }
  }
  port.postMessage(await answered())
})
