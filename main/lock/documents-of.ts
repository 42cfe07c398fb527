import type { Workspace } from '../../app/engine/session/workspace.ts'
import type { LockStore } from './app-lock.ts'

/** What those around the engine keep in a profile. */
export function documentsOf(workspace: Workspace): LockStore {
  return {
    load: (name, schema) => workspace.loadDocument(name, schema),
    save: (name, value, entry) => workspace.saveDocument(name, value, entry),
  }
}
