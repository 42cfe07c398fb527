import { transform } from 'sucrase'
import { failure, type Result, success } from '../domain/result.ts'
import type { StrategyFault } from '../strategy/strategy-fault.ts'
import type { StrategyFile } from './strategy-file.ts'

/** A strategy is a page or two; what is so long was not written by hand. */
const LENGTH_MAX = 200_000

/** Takes the types out of a file; every line stays where it is, so that a stack trace needs no map. */
export function compileStrategy(file: StrategyFile): Result<StrategyFile, StrategyFault> {
  const { name, text } = file
  if (text.length > LENGTH_MAX) {
    return failure(faultAt(name, null, `it is longer than ${LENGTH_MAX} characters`))
  }
  if (!name.endsWith('.ts')) return success(file)
  try {
    const { code } = transform(text, {
      transforms: ['typescript'],
      disableESTransforms: true,
      filePath: name,
    })
    return success({ name, text: code })
  } catch (error) {
    return failure(faultAt(name, lineOf(error), messageOf(error, name)))
  }
}

function faultAt(file: string, line: number | null, message: string): StrategyFault {
  return { file, line, message, stack: [] }
}

function lineOf(error: unknown): number | null {
  const loc = error instanceof Error && 'loc' in error ? error.loc : undefined
  if (typeof loc !== 'object' || loc === null || !('line' in loc)) return null
  return typeof loc.line === 'number' ? loc.line : null
}

/** Without what is said beside it: "Error transforming my-idea.ts: Unexpected token (3:1)". */
function messageOf(error: unknown, name: string): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(`Error transforming ${name}: `, '').replace(/ \(\d+:\d+\)$/, '')
}
