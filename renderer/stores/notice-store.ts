import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** More than this at once is noise: the oldest gives way. */
const NOTICES_MAX = 4

export type Notice = {
  readonly id: number
  readonly kind: 'problem' | 'done'
  readonly message: string
  /** What the reader can do about it; empty when there is nothing to do. */
  readonly action: string
}

export type NoticeState = {
  readonly notices: readonly Notice[]
  readonly show: (notice: Omit<Notice, 'id'>) => void
  readonly dismiss: (id: number) => void
}

export function createNoticeStore() {
  let lastId = 0
  return createStore<NoticeState>()((set, get) => ({
    notices: [],
    show: (notice) => {
      lastId += 1
      const others = get().notices.filter((other) => other.message !== notice.message)
      set({ notices: [...others, { ...notice, id: lastId }].slice(-NOTICES_MAX) })
    },
    dismiss: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
  }))
}

export const noticeStore = createNoticeStore()

export function useNotices<Piece>(select: (state: NoticeState) => Piece): Piece {
  return useStore(noticeStore, select)
}
