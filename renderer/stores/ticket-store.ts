import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

export type TicketState = {
  readonly isOpen: boolean
  readonly open: () => void
  readonly close: () => void
}

/** Whether the order ticket lies on the dashboard; what is typed into it is its own business. */
export function createTicketStore() {
  return createStore<TicketState>()((set) => ({
    isOpen: false,
    open: () => set({ isOpen: true }),
    close: () => set({ isOpen: false }),
  }))
}

export const ticketStore = createTicketStore()

export function useTicket<Piece>(select: (state: TicketState) => Piece): Piece {
  return useStore(ticketStore, select)
}
