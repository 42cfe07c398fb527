import type {
  Answer,
  RequestInput,
  RequestName,
  RequestOutput,
} from '../../app/contract/requests.ts'

type RequestFunctions = {
  readonly [Name in RequestName]: (
    input: RequestInput<Name>,
  ) => Promise<Answer<RequestOutput<Name>>>
}

/** Says whether somebody gave the passphrase that this request asks for. */
type AskPassphrase = (name: RequestName) => Promise<boolean>

let askPassphrase: AskPassphrase = () => Promise.resolve(false)

export function askForPassphraseWith(ask: AskPassphrase): void {
  askPassphrase = ask
}

/** Asks the main process, and once more after the passphrase was given where that is asked for. Never throws: a broken connection is an answer too. */
export async function request<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
): Promise<Answer<RequestOutput<Name>>> {
  try {
    const functions: RequestFunctions = window.api
    const answer = await functions[name](input)
    if (answer.ok || answer.error.code !== 'passphrase-needed') return answer
    return (await askPassphrase(name)) ? await functions[name](input) : answer
  } catch (cause) {
    console.error(`The request ${name} did not reach the engine.`, cause)
    return { ok: false, error: CONNECTION_LOST }
  }
}

const CONNECTION_LOST = {
  code: 'window.connection-lost',
  message: 'The window could not reach the trading engine. Nothing was changed.',
  action: 'Try again. If it keeps happening, quit Cryptobot and start it again.',
}
