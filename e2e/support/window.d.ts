import type { WindowApi } from '../../app/contract/window-api.ts'

declare global {
  interface Window {
    readonly api: WindowApi
  }
}
