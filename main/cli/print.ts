import type { Problem } from '../../app/domain/result.ts'

/** One JSON value on a line of its own. */
export function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

export function printProblem({ message, action }: Problem): void {
  process.stderr.write(`${message}\n${action}\n`)
}
