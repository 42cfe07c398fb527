import { StoreError } from '../ports/store-error.ts'

/** What kind of error was thrown, in a word that can be counted. */
export function errorKind(error: unknown): string {
  if (error instanceof StoreError) return `store-${error.reason}`
  return error instanceof Error ? error.name : 'not an error'
}

/** Of a failed `Result`, the same; nothing of any other value. */
export function failureKind(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return undefined
  if (value.ok !== false || !('error' in value)) return undefined
  const { error } = value
  if (error instanceof Error) return errorKind(error)
  return wordIn(error) ?? 'failed'
}

/** A problem has a code, a union a kind. */
function wordIn(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  return 'kind' in error && typeof error.kind === 'string' ? error.kind : undefined
}
