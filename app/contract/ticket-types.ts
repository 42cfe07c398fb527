import { ORDER_TYPES } from '../domain/order.ts'

/** What a person can place: one order, or a stop and a target for what is held, of which one takes the other back. */
export const TICKET_TYPES = [...ORDER_TYPES, 'oco'] as const
export type TicketType = (typeof TICKET_TYPES)[number]
