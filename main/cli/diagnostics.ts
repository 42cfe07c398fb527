import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { LOG_PARTS } from '../../app/contract/log-words.ts'
import { type Problem, type Result, success } from '../../app/domain/result.ts'
import { StoreError } from '../../app/ports/store-error.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { SettingsStore } from '../../app/storage/settings-store.ts'
import project from '../../package.json' with { type: 'json' }
import { askEngine } from '../control/ask-engine.ts'
import { diagnosticsOf } from '../logging/diagnostics.ts'
import { LOGGING_DOCUMENT, logDocument } from '../logging/log-document.ts'
import { usualLogFolder } from '../logging/log-files.ts'
import { readLog } from '../logging/read-log.ts'
import { profileOf } from './account-options.ts'
import { findingsOf } from './doctor.ts'
import { printProblem } from './print.ts'
import { askedOwner } from './profile-lock.ts'
import { EXIT } from './usage.ts'

/** `cryptobot diagnostics`: what helps somebody else to find a fault, also while nothing runs; changes nothing. */
export async function diagnostics(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { profile: { type: 'string' } } })
  const directory = profileOf(values)
  const asked = await askedWhereReadable(directory)
  if (!asked.ok) {
    printProblem(asked.error)
    return EXIT.refused
  }
  const answer = await askEngine(directory, { kind: 'health' })
  const { lines } = await readLog(logFolderOf(directory), {
    parts: LOG_PARTS,
    ...{ level: 'debug', words: '', direction: 'newest', from: null },
  })
  const { text } = diagnosticsOf({
    version: project.version,
    time: Date.now(),
    sections: {
      installation: findingsOf(directory),
      health: answer?.ok && answer.outcome.kind === 'health' ? answer.outcome.health : null,
    },
    lines,
  })
  process.stdout.write(`${text}\n`)
  return EXIT.done
}

/** Settings that are damaged are what diagnostics are for: nobody can say then whether there is a lock. */
async function askedWhereReadable(directory: string): Promise<Result<null, Problem>> {
  try {
    return await askedOwner(directory)
  } catch (error) {
    if (error instanceof StoreError) return success(null)
    throw error
  }
}

function logFolderOf(directory: string): string {
  const path = new ProfilePaths(directory).settings
  if (!existsSync(path)) return usualLogFolder(directory)
  try {
    const store = new SettingsStore(path)
    try {
      return store.load(LOGGING_DOCUMENT, logDocument)?.folder ?? usualLogFolder(directory)
    } finally {
      store.close()
    }
  } catch {
    // The findings say what is wrong with it.
    return usualLogFolder(directory)
  }
}
