import type { z } from 'zod'
import { failure, type Result, success } from '../../../domain/result.ts'
import type { KeyReport } from '../../../ports/key-report.ts'

/** Reads what an exchange says of a key. Another form than the documented one is an error, and nothing is guessed from it. */
export function reportReader<Said>(
  schema: z.ZodType<Said>,
  reportOf: (said: Said) => KeyReport,
): (answer: unknown) => Result<KeyReport, string> {
  return (answer) => {
    const said = schema.safeParse(answer)
    if (said.success) return success(reportOf(said.data))
    const [issue] = said.error.issues
    const where = issue?.path.join('.') ?? ''
    return failure(`what it says of the key has an unexpected form (${where})`)
  }
}
