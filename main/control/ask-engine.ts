import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import {
  type ControlAddress,
  type ControlAnswer,
  type ControlRequest,
  controlAnswer,
} from '../../app/contract/control.ts'
import { findAddress } from './control-address.ts'
import { parsed } from './parsed.ts'

/** Longer than an order takes to be resolved. */
const ANSWER_MS_MAX = 150_000

/**
 * Asks the engine that runs this profile; nothing where none does. One that refused the token did nothing, so that the one which
 * has been left word of meanwhile may be tried.
 */
export async function askEngine(
  directory: string,
  request: ControlRequest,
  passphrase: string | null = null,
): Promise<ControlAnswer | undefined> {
  const said = { request, passphrase }
  const address = findAddress(directory)
  if (address === undefined) return undefined
  const answer = await askAt(address, said)
  if (answer === undefined || answer.ok || answer.problem.code !== 'control-refused') return answer
  const next = findAddress(directory)
  return next === undefined || next.token === address.token ? answer : askAt(next, said)
}

async function askAt(
  address: ControlAddress,
  said: { readonly request: ControlRequest; readonly passphrase: string | null },
): Promise<ControlAnswer | undefined> {
  const socket = connect(address.socket)
  try {
    await once(socket, 'connect')
  } catch {
    // Left behind by an engine that was killed.
    return undefined
  }
  // An engine that dies breaks the connection off: that is silence too.
  socket.on('error', () => socket.destroy())
  try {
    socket.write(`${JSON.stringify({ token: address.token, ...said })}\n`)
    return await answerOn(socket)
  } finally {
    socket.destroy()
  }
}

/** The request was sent: silence leaves open what was done about it. */
async function answerOn(socket: Socket): Promise<ControlAnswer> {
  const lines = createInterface({ input: socket })
  socket.setTimeout(ANSWER_MS_MAX, () => socket.destroy())
  for await (const line of lines) {
    const answer = controlAnswer.safeParse(parsed(line))
    if (answer.success) return answer.data
  }
  return { ok: false, problem: NO_ANSWER }
}

const NO_ANSWER = {
  code: 'control-silent',
  message: 'The running Cryptobot did not say what became of the request.',
  action:
    'Look at the orders before you repeat it; with the same --intent it can be repeated safely.',
}
