import type { EngineUpdate } from '../../app/contract/engine-view.ts'

/** Calls back for each update of the engine; returns what ends it. */
export function listenForUpdates(listener: (update: EngineUpdate) => void): () => void {
  return window.api.onUpdate(listener)
}
