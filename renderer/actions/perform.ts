import type { Answer, Problem } from '../../app/contract/requests.ts'
import { noticeStore } from '../stores/notice-store.ts'

export type Performed<Value> =
  | { readonly done: true; readonly value: Value }
  | { readonly done: false }

/** Waits for an answer; a problem becomes a notice. Says whether it went well. */
export async function perform<Value>(answer: Promise<Answer<Value>>): Promise<Performed<Value>> {
  const outcome = await answer
  if (outcome.ok) return { done: true, value: outcome.value }
  showProblem(outcome.error)
  return { done: false }
}

export function showProblem(problem: Problem): void {
  noticeStore.getState().show({ kind: 'problem', message: problem.message, action: problem.action })
}

export function showDone(message: string): void {
  noticeStore.getState().show({ kind: 'done', message, action: '' })
}
