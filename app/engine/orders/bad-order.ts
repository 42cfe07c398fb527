import type { Problem } from '../../domain/result.ts'

/** What was typed as an order is none, and why. */
export function badOrder(reason: string): Problem {
  return {
    code: 'bad-order',
    message: `The order cannot be placed: ${reason}.`,
    action: 'Correct it and try again.',
  }
}
