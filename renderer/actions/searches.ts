import type { SearchWish } from '../../app/contract/search-view.ts'
import { request } from '../api/request.ts'
import { perform } from './perform.ts'

/** Its id, once it is on its way. */
export async function startSearch(wish: SearchWish): Promise<string | null> {
  const outcome = await perform(request('startSearch', wish))
  return outcome.done ? outcome.value.searchId : null
}

export async function pauseSearch(searchId: string): Promise<void> {
  await perform(request('pauseSearch', { searchId }))
}

export async function resumeSearch(searchId: string): Promise<void> {
  await perform(request('resumeSearch', { searchId }))
}

export async function removeSearch(searchId: string): Promise<void> {
  await perform(request('removeSearch', { searchId }))
}
