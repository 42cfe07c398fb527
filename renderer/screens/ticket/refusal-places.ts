import type { TicketField } from '../../forms/order-ticket.ts'
import type { Refusals } from './ticket-review.tsx'

/** The field that a rule is about; what is about none, or about one that is not always shown, stands above the button. */
const PLACES: Readonly<Record<string, TicketField>> = {
  'sufficient-balance': 'quantity',
  'minimum-notional': 'quantity',
  'maximum-notional': 'quantity',
  'maximum-position-share': 'quantity',
  'maximum-exposure-share': 'quantity',
  'maximum-asset-share': 'quantity',
  'maximum-group-share': 'quantity',
  'maximum-slippage': 'quantity',
  'balance-reserve': 'quantity',
}

/** What is refused because of this field, in the words of the rules. */
export function refusalsAt(refusals: Refusals, field: TicketField): string | undefined {
  const words = refusals
    .filter(({ rule }) => PLACES[rule] === field)
    .map(({ rule, message }) => `Refused: ${message} (${rule}).`)
  return words.length === 0 ? undefined : words.join(' ')
}

export function refusalsElsewhere(refusals: Refusals): Refusals {
  return refusals.filter(({ rule }) => PLACES[rule] === undefined)
}
