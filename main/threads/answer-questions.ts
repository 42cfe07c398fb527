import { parentPort } from 'node:worker_threads'
import { assert } from '../../app/domain/assert.ts'
import { problemOf } from '../../app/engine/problem-of.ts'
import type { ThreadAnswer, ThreadQuestion } from './asked-thread.ts'

/** In a thread: answers what it is asked, each with the function of that name. */
export function answerQuestions(handlers: object): void {
  const port = parentPort
  assert(port !== null, 'the thread has no parent')
  const answered = async ({ id, name, input }: ThreadQuestion): Promise<ThreadAnswer> => {
    try {
      const handle: unknown = Reflect.get(handlers, name)
      assert(typeof handle === 'function', `the thread cannot ${name}`)
      return { id, answer: await Reflect.apply(handle, handlers, [input]) }
    } catch (error) {
      return { id, answer: { ok: false, error: problemOf(error) } }
    }
  }
  port.on('message', async (question: ThreadQuestion) => port.postMessage(await answered(question)))
}
