import { powerSaveBlocker } from 'electron'
import type { Mode } from '../../app/domain/mode.ts'

/** Keeps the machine from falling asleep while orders go to an exchange, where that is wished. Its screen may go dark. */
export class StayAwake {
  #isWished = false
  #mode: Mode | null = null
  #blocker: number | null = null

  wish(isWished: boolean): void {
    this.#isWished = isWished
    this.#apply()
  }

  /** Of the account that is open. */
  show(mode: Mode | null): void {
    if (mode === this.#mode) return
    this.#mode = mode
    this.#apply()
  }

  #apply(): void {
    const isAwake = this.#isWished && (this.#mode === 'testnet' || this.#mode === 'live')
    if (isAwake) this.#blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    else if (this.#blocker !== null) {
      powerSaveBlocker.stop(this.#blocker)
      this.#blocker = null
    }
  }
}
