import { ipcMain } from 'electron'
import { REQUEST_NAMES, type RequestName, requestChannel } from '../../app/contract/channels.ts'
import type { Answer } from '../../app/contract/requests.ts'
import { isTrustedSender } from './is-trusted-sender.ts'

export interface RequestDoor {
  readonly origins: readonly string[]
  readonly answer: (name: RequestName, input: unknown) => Promise<Answer<unknown>>
  readonly warn: (message: string) => Promise<void>
}

const UNTRUSTED: Answer<never> = {
  ok: false,
  error: {
    code: 'untrusted-sender',
    message: 'This page may not talk to Cryptobot.',
    action: 'Close it.',
  },
}

/** Opens one channel for each request of the contract, to our own page alone. */
export function registerRequests({ origins, answer, warn }: RequestDoor): void {
  for (const name of REQUEST_NAMES) {
    ipcMain.handle(requestChannel(name), (event, input: unknown) => {
      if (isTrustedSender(event.senderFrame, origins)) return answer(name, input)
      void warn(
        `refused the request ${name} from ${event.senderFrame?.url ?? 'a frame that is gone'}`,
      )
      return UNTRUSTED
    })
  }
}
