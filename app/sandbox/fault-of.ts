import type { StrategyFault } from '../strategy/strategy-fault.ts'
import { SANDBOX_LIMITS } from './sandbox-limits.ts'

/** So many calls say where it happened; a recursion has thousands. */
const CALLS_MAX = 8

/** What the interpreter says of limits, in words that help the author. */
const LIMITS: ReadonlyMap<string, string> = new Map([
  [
    'interrupted',
    'it was stopped, because it took too many steps: is there a loop that does not end?',
  ],
  [
    'out of memory',
    `it was stopped, because it wanted more than ${SANDBOX_LIMITS.memoryBytes / 1024 / 1024} MB of memory`,
  ],
  ['stack overflow', 'its calls are nested too deeply: does a function call itself without end?'],
])

/** A fault from what the driver says of an error: its name, its message, and then the calls, a line each. */
export function faultOf(file: string, said: string): StrategyFault {
  const [name = '', message = '', ...calls] = said.split('\n')
  const stack = calls
    .map((call) => call.trim())
    .filter((call) => call.includes(`${file}:`))
    .slice(0, CALLS_MAX)
  const limit = name === 'InternalError' ? LIMITS.get(message) : undefined
  const text = limit ?? (name === '' || name === 'Error' ? message : `${name}: ${message}`)
  return { file, line: lineIn(stack[0], file), message: text, stack }
}

function lineIn(call: string | undefined, file: string): number | null {
  const line = call?.slice(call.lastIndexOf(`${file}:`) + file.length + 1).match(/^\d+/)?.[0]
  return line === undefined ? null : Number(line)
}
