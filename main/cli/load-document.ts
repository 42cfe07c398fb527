import { existsSync } from 'node:fs'
import type { z } from 'zod'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { SettingsStore } from '../../app/storage/settings-store.ts'

/** A document of a profile, read beside whoever runs it; nothing where there is none. */
export function loadDocument<Value>(
  directory: string,
  name: string,
  schema: z.ZodType<Value>,
): Value | undefined {
  const { settings } = new ProfilePaths(directory)
  if (!existsSync(settings)) return undefined
  const store = new SettingsStore(settings)
  try {
    return store.load(name, schema)
  } finally {
    store.close()
  }
}
