import type { KeyEntryApi } from '../../app/contract/key-entry.ts'
import type { WindowApi } from '../../app/contract/window-api.ts'

declare global {
  interface Window {
    readonly api: WindowApi
    /** In the window that a key is typed into, which has no `api`. */
    readonly keyEntry?: KeyEntryApi
  }
}
