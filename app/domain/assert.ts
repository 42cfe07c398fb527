/** A failed assertion is a bug in Cryptobot, never bad input; in the engine it halts trading. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError'
}

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message)
}

/** Makes the compiler prove that a switch covers every case. */
export function assertNever(value: never): never {
  throw new AssertionError(`Unexpected case: ${JSON.stringify(value)}`)
}
