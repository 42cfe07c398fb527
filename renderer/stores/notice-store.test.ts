import { expect, it } from 'vitest'
import { createNoticeStore } from './notice-store.ts'

const lost = { kind: 'problem', message: 'The disk is full.', action: 'Free some space.' } as const

it('shows a notice until it is dismissed', () => {
  const store = createNoticeStore()
  store.getState().show(lost)
  const [notice] = store.getState().notices
  expect(notice?.message).toBe(lost.message)
  store.getState().dismiss(notice?.id ?? 0)
  expect(store.getState().notices).toEqual([])
})

it('shows the same message once', () => {
  const store = createNoticeStore()
  store.getState().show(lost)
  store.getState().show(lost)
  expect(store.getState().notices).toHaveLength(1)
})

it('drops the oldest when there are too many', () => {
  const store = createNoticeStore()
  for (let index = 0; index < 6; index += 1) {
    store.getState().show({ ...lost, message: `message ${index}` })
  }
  expect(store.getState().notices.map((notice) => notice.message)).toEqual([
    'message 2',
    'message 3',
    'message 4',
    'message 5',
  ])
})
