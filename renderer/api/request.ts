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

/** Asks the main process. Never throws: a broken connection is an answer too. */
export async function request<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
): Promise<Answer<RequestOutput<Name>>> {
  try {
    const functions: RequestFunctions = window.api
    return await functions[name](input)
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
