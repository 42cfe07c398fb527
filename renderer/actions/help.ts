import { request } from '../api/request.ts'
import { perform } from './perform.ts'

/** Opens the guide; with the code of a problem, at what it says about that. */
export async function openHelp(code: string | null = null): Promise<void> {
  await perform(request('openHelp', { code }))
}
