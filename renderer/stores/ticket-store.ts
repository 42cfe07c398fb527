import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { OrderView } from '../../app/contract/engine-view.ts'
import { EMPTY_TICKET, type TicketForm } from '../forms/order-ticket.ts'

/** What a ticket begins with. */
export type TicketStart = {
  /** Another one is another ticket. */
  readonly number: number
  readonly form: TicketForm
  /** The order whose place it takes; null for a new one. */
  readonly replaced: OrderView | null
}

export type TicketState = {
  readonly isOpen: boolean
  readonly start: TicketStart
  /** Filled in as far as is known. */
  readonly open: (form?: TicketForm) => void
  /** A ticket that takes an order's place: filled in, and sent only when somebody sends it. */
  readonly change: (replaced: OrderView, form: TicketForm) => void
  readonly close: () => void
}

const FIRST: TicketStart = { number: 0, form: EMPTY_TICKET, replaced: null }

/** Whether the order ticket lies on the dashboard, and what it begins with; what is typed into it is its own business. */
export function createTicketStore() {
  return createStore<TicketState>()((set, get) => {
    const begin = (start: Omit<TicketStart, 'number'>) =>
      set({ isOpen: true, start: { ...start, number: get().start.number + 1 } })
    return {
      isOpen: false,
      start: FIRST,
      open: (form = EMPTY_TICKET) => begin({ form, replaced: null }),
      change: (replaced, form) => begin({ form, replaced }),
      close: () => set({ isOpen: false }),
    }
  })
}

export const ticketStore = createTicketStore()

export function useTicket<Piece>(select: (state: TicketState) => Piece): Piece {
  return useStore(ticketStore, select)
}
