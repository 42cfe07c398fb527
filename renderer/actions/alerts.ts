import type { Answer, RequestInput, RequestOutput } from '../../app/contract/requests.ts'
import { request } from '../api/request.ts'
import { perform } from './perform.ts'

/** The form shows the answer itself. */
export function saveChannel(
  wish: RequestInput<'saveChannel'>,
): Promise<Answer<RequestOutput<'saveChannel'>>> {
  return request('saveChannel', wish)
}

export async function removeChannel(channelId: string): Promise<boolean> {
  return (await perform(request('removeChannel', { channelId }))).done
}

/** What the provider answered to a test message, or why it could not be sent. */
export async function testChannel(channelId: string): Promise<RequestOutput<'testChannel'>> {
  const answer = await request('testChannel', { channelId })
  return answer.ok ? answer.value : { isDelivered: false, answer: answer.error.message }
}

export function saveAlertRules(
  wish: RequestInput<'saveAlertRules'>,
): Promise<Answer<RequestOutput<'saveAlertRules'>>> {
  return request('saveAlertRules', wish)
}
