import type { Answer, RequestName, RequestOutput } from '../app/contract/requests.ts'
import type { Settings } from '../app/contract/settings.ts'
import type { SessionObservers } from '../app/engine/session-parts.ts'
import { answerRequest } from './ipc/answer-request.ts'
import { requestHandlers } from './ipc/request-handlers.ts'
import { type Log, openLog } from './logging/open-log.ts'
import { Profile } from './profile.ts'

/** What the engine needs from the process around it. */
export interface HostParts {
  readonly directory: string
  readonly version: string
  readonly observers: SessionObservers
  readonly chooseCandleFile: () => Promise<string | null>
  readonly applyTheme: (theme: Settings['theme']) => void
}

/** The engine with its profile and its log, behind one door. Loaded after the window, since it is the larger part. */
export class EngineHost {
  readonly log: Log
  readonly #profile: Profile
  readonly #answer: <Name extends RequestName>(
    name: Name,
    input: unknown,
  ) => Promise<Answer<RequestOutput<Name>>>

  constructor(parts: HostParts) {
    const log = openLog(parts.directory)
    const profile = new Profile(parts.directory, parts.observers)
    const handlers = requestHandlers({
      version: parts.version,
      openProfile: () => profile.open(),
      chooseCandleFile: parts.chooseCandleFile,
      applyTheme: parts.applyTheme,
      loadCatalog: async () => {
        const { CcxtCatalog } = await import('../app/exchanges/ccxt/exchange-catalog.ts')
        return new CcxtCatalog()
      },
    })
    this.log = log
    this.#profile = profile
    this.#answer = (name, input) => answerRequest(name, input, handlers, log)
    parts.applyTheme(profile.theme())
    void profile.open()
  }

  answer<Name extends RequestName>(
    name: Name,
    input: unknown,
  ): Promise<Answer<RequestOutput<Name>>> {
    return this.#answer(name, input)
  }

  close(): void {
    this.#profile.close()
  }
}
