import { type KeyRotation, keyRotations, type RotationStep } from '../../contract/key-rotation.ts'
import type { KeyPlace } from '../../contract/keys.ts'
import type { Problem } from '../../domain/result.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { SettingsStore } from '../../storage/settings-store.ts'
import { isOf } from './is-of.ts'
import type { KeyEntry } from './key-desk.ts'

const DOCUMENT = 'key rotations'

export interface RotationBookParts {
  readonly settings: SettingsStore
  readonly audit: () => AuditLog
}

/** How far each rotation has come, on disk before the next step begins. */
export class RotationBook {
  readonly #parts: RotationBookParts

  constructor(parts: RotationBookParts) {
    this.#parts = parts
  }

  list(): readonly KeyRotation[] {
    return this.#parts.settings.load(DOCUMENT, keyRotations) ?? []
  }

  find(place: KeyPlace): KeyRotation | undefined {
    return this.list().find((one) => isOf(one, place))
  }

  begin(rotation: KeyRotation, entry: KeyEntry): void {
    this.#record(rotation, entry, () => this.#save([...this.list(), rotation]))
  }

  /** That a step is done. Nothing keeps it from going on. */
  reach(rotation: KeyRotation, step: RotationStep): void {
    this.#change({ ...rotation, step, problem: null })
  }

  wait(rotation: KeyRotation, problem: Problem): void {
    this.#change({ ...rotation, problem })
  }

  end(rotation: KeyRotation, entry: KeyEntry): void {
    const others = this.list().filter((one) => !isOf(one, rotation))
    this.#record(rotation, entry, () => this.#save(others))
  }

  #change(rotation: KeyRotation): void {
    this.#save(this.list().map((one) => (isOf(one, rotation) ? rotation : one)))
  }

  #save(rotations: readonly KeyRotation[]): void {
    this.#parts.settings.save(DOCUMENT, rotations)
  }

  #record({ mode, exchangeId }: KeyPlace, entry: KeyEntry, save: () => void): void {
    this.#parts.audit().append({ ...entry, subject: `key: ${mode} ${exchangeId}` }, save)
  }
}
