import type { KeyMode, TypedKeys } from './keys.ts'
import type { Answer } from './requests.ts'
import type { Settings } from './settings.ts'

/** Which key the window asks for. */
export interface KeyEntryView {
  readonly mode: KeyMode
  readonly exchangeId: string
  readonly exchangeName: string
  readonly theme: Settings['theme']
}

/** What the preload script of the key window puts on it: nothing of the other window, and nothing that tells a secret. */
export interface KeyEntryApi {
  readonly load: () => Promise<KeyEntryView>
  readonly save: (typed: TypedKeys) => Promise<Answer<null>>
  readonly close: () => Promise<void>
}
