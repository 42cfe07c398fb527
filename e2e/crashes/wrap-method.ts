import Database from 'better-sqlite3'

/** Called before and after what is wrapped. */
export type Pass = (moment: 'before' | 'after') => void

interface Wrapped {
  readonly source?: unknown
}

/** Puts something around a method of all objects of a kind, where it is meant. */
export function wrapMethod(
  target: object,
  method: string,
  pass: Pass,
  isMeant: (receiver: Wrapped, input: readonly unknown[]) => boolean,
): void {
  const original: unknown = Reflect.get(target, method)
  if (typeof original !== 'function') throw new Error(`there is no method ${method}`)
  const replacement = function (this: Wrapped, ...input: unknown[]): unknown {
    const counts = isMeant(this, input)
    if (counts) pass('before')
    const output: unknown = Reflect.apply(original, this, input)
    if (counts) pass('after')
    return output
  }
  Reflect.set(target, method, replacement)
}

/** What all statements of SQLite have in common. */
export function statementPrototype(): object {
  const scratch = new Database(':memory:')
  const statements: object = Object.getPrototypeOf(scratch.prepare('SELECT 1'))
  scratch.close()
  return statements
}

export function begins(sql: unknown, beginning: string): boolean {
  return String(sql).trimStart().startsWith(beginning)
}
