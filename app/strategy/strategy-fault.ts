/** What is wrong with a user's strategy, and where in the file. */
export interface StrategyFault {
  readonly file: string
  /** Where it is known. */
  readonly line: number | null
  readonly message: string
  /** The calls that led there, innermost first, in lines of the author's file. */
  readonly stack: readonly string[]
}

/** As compilers write it: "my-idea.ts:12: message". */
export function faultText({ file, line, message }: StrategyFault): string {
  return `${line === null ? file : `${file}:${line}`}: ${message}`
}

/** A user's strategy that failed; its stack is the author's, not ours. */
export class StrategyError extends Error {
  override readonly name = 'StrategyError'
  readonly fault: StrategyFault

  constructor(fault: StrategyFault) {
    super(faultText(fault))
    this.fault = fault
    this.stack = [this.message, ...fault.stack].join('\n')
  }
}
