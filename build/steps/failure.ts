import { stripVTControlCharacters } from 'node:util'

/** One failed test, as the end of the output tells of it. */
export type Failure = { readonly test: string; readonly message: string }

const messageLinesMax = 12

/** The failure's test and the first lines of what it said, indented beneath it. */
export function describeFailure({ test, message }: Failure): string {
  const lines = stripVTControlCharacters(message).trimEnd().split('\n').slice(0, messageLinesMax)
  return [`FAILED ${test}`, ...lines.map((line) => `  ${line}`)].join('\n')
}
