import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { REQUEST_NAMES, type RequestName } from '../../app/contract/channels.ts'
import { answerRequest, type RequestHandlers } from './answer-request.ts'
import { hostileMessages } from './hostile-messages.fixture.ts'
import { RequestGate } from './request-gate.ts'

/** As many as are made at a time, so that making them is not what takes the memory. */
const BATCH = 500
/** Of the messages; after that all that is loaded once is loaded. */
const WARM_UP = 0.25

export interface FuzzReport {
  readonly sent: number
  /** Those that were carried out, or answered with anything but a refusal. */
  readonly accepted: readonly { readonly name: RequestName; readonly message: unknown }[]
  /** What the heap grew by after the first quarter. */
  readonly heapGrowthBytes: number
}

/** Sends hostile messages to every request in turn; the same seed sends the same ones. */
export async function fuzzRequests(count: number, seed: number): Promise<FuzzReport> {
  const accepted: { name: RequestName; message: unknown }[] = []
  let reached = false
  const handlers = handlersThat(() => {
    reached = true
  })
  let elapsedMs = 0
  // Each message comes a second after the one before: what is asked here is what is looked at.
  const stopwatch = () => {
    elapsedMs += 1_000
    return elapsedMs
  }
  const quiet = () => undefined
  const gate = new RequestGate({
    stopwatch,
    isViewOnly: () => false,
    isLocked: () => false,
    takeConfirmation: () => true,
    silences: () => false,
    warn: quiet,
  })
  const parts = { handlers, gate, log: { warn: quiet, error: quiet } }
  const sources = REQUEST_NAMES.map((name) => ({ name, messages: hostileMessages(name) }))
  let sent = 0
  let heapBefore: number | undefined
  for (let batch = 0; sent < count; batch += 1) {
    const { name, messages } = sources[batch % sources.length] ?? never()
    const numRuns = Math.min(BATCH, count - sent, Math.ceil(count / sources.length))
    for (const message of fc.sample(messages, { numRuns, seed: seed + batch })) {
      reached = false
      const answer = await answerRequest(name, message, parts)
      if (reached || answer.ok || answer.error.code !== 'malformed-request') {
        accepted.push({ name, message })
      }
      sent += 1
    }
    if (sent >= count * WARM_UP) heapBefore ??= heapBytes()
  }
  return { sent, accepted, heapGrowthBytes: heapBytes() - (heapBefore ?? 0) }
}

function handlersThat(reach: () => void): RequestHandlers {
  const handler = () => {
    reach()
    return { ok: true, value: null }
  }
  return Object.fromEntries(REQUEST_NAMES.map((name) => [name, handler])) as never
}

/** What is reachable, and nothing else. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed
}

function never(): never {
  throw new RangeError('there are no requests')
}
