import type { AnswerError } from '../exchange-facts.ts'

/** A field of an answer that may have any shape; undefined where there is none. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}

export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Reads `{ code, msg }` in an exchange's own words; the codes that mean success are no errors. */
export function codeReader(
  codeField: string,
  messageField: string,
  success: readonly string[],
): (answer: unknown) => AnswerError | null {
  return (answer) => {
    const code = textOf(fieldOf(answer, codeField))
    if (code === '' || success.includes(code)) return null
    return { code, message: textOf(fieldOf(answer, messageField)) }
  }
}

export function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined
}

/** How deep in an answer a list may be: `{ result: { list: [] } }`. */
const LIST_DEPTH_MAX = 3

/** A list, or something with a list in it. */
export function hasList(answer: unknown, depthMax: number = LIST_DEPTH_MAX): boolean {
  if (Array.isArray(answer)) return true
  if (typeof answer !== 'object' || answer === null || depthMax === 0) return false
  return Object.values(answer).some((part) => hasList(part, depthMax - 1))
}
