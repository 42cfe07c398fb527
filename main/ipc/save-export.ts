import { writeFile } from 'node:fs/promises'
import type { Answer } from '../../app/contract/requests.ts'
import { failure, type Problem, success } from '../../app/domain/result.ts'

export interface Export {
  readonly fileName: string
  readonly text: string | Uint8Array
  /** "The result": what was not written when something goes wrong. */
  readonly what: string
}

/** Asks the user where to write a file; null when the dialog was dismissed. */
export type ChooseSavePath = (fileName: string) => Promise<string | null>

/** Writes a file of the user's where he wants it, readable by him alone; false when the dialog was dismissed. */
export async function saveExport(
  { fileName, text, what }: Export,
  choose: ChooseSavePath,
): Promise<Answer<boolean>> {
  const path = await choose(fileName)
  if (path === null) return success(false)
  try {
    await writeFile(path, text, { mode: 0o600 })
    return success(true)
  } catch (error) {
    return failure(notWritten(what, path, error))
  }
}

function notWritten(what: string, path: string, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    code: 'export-failed',
    message: `${what} was not written to ${path}: ${reason}`,
    action: 'Choose another folder, or make room on the disk.',
  }
}
