import type { EngineUpdate } from './engine-view.ts'
import type { Answer, RequestInput, RequestName, RequestOutput } from './requests.ts'

/** What the preload script puts on the window as `api`: one function a request, and the updates. */
export type WindowApi = {
  readonly [Name in RequestName]: (
    input: RequestInput<Name>,
  ) => Promise<Answer<RequestOutput<Name>>>
} & {
  /** Calls back for each update of the engine; returns what ends it. */
  readonly onUpdate: (listener: (update: EngineUpdate) => void) => () => void
}
