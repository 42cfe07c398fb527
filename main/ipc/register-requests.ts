import { ipcMain } from 'electron'
import { REQUEST_NAMES, requestChannel } from '../../app/contract/channels.ts'
import type { Answer } from '../../app/contract/requests.ts'
import { answerRequest, type RequestHandlers, type RequestLog } from './answer-request.ts'
import { isTrustedSender } from './is-trusted-sender.ts'

const UNTRUSTED: Answer<never> = {
  ok: false,
  error: {
    code: 'untrusted-sender',
    message: 'This page may not talk to Cryptobot.',
    action: 'Close it.',
  },
}

/** Opens one channel for each request of the contract, to our own page alone. */
export function registerRequests(
  handlers: RequestHandlers,
  origins: readonly string[],
  log: RequestLog,
): void {
  for (const name of REQUEST_NAMES) {
    ipcMain.handle(requestChannel(name), (event, input: unknown) => {
      if (isTrustedSender(event.senderFrame, origins))
        return answerRequest(name, input, handlers, log)
      log.warn(
        `refused the request ${name} from ${event.senderFrame?.url ?? 'a frame that is gone'}`,
      )
      return UNTRUSTED
    })
  }
}
