import { StoreError } from '../ports/store-error.ts'

/** The `StoreError` that an operation ends with; anything else fails the test. */
export function failureOf(operation: () => unknown): StoreError {
  try {
    operation()
  } catch (error) {
    if (error instanceof StoreError) return error
    throw error
  }
  throw new Error('it did not fail')
}
