import type { UpdateView } from '../../app/contract/update-view.ts'
import type { Problem, Result } from '../../app/domain/result.ts'
import type { RequestHandlers } from './answer-request.ts'

/** What the window may ask of updates. */
export interface Updates {
  view(): Promise<UpdateView>
  check(): Promise<UpdateView>
  install(): Promise<Result<null, Problem>>
}

type UpdateRequest = 'loadUpdate' | 'checkForUpdate' | 'installUpdate'

export function updateHandlers(updates: Updates): Pick<RequestHandlers, UpdateRequest> {
  return {
    loadUpdate: async () => ({ ok: true, value: await updates.view() }),
    checkForUpdate: async () => ({ ok: true, value: await updates.check() }),
    installUpdate: () => updates.install(),
  }
}
