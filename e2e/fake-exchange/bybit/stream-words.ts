import { parseRecord } from '../server/parse-json.ts'
import { badParameter } from './bybit-errors.ts'

/** What a client says on a stream. */
export interface StreamCommand {
  readonly requestId: string
  readonly op: string
  readonly args: readonly string[]
}

const TOPICS_PER_REQUEST_MAX = 10

export function readCommand(text: string): StreamCommand {
  const { req_id = '', op = '', args = [] } = parseRecord(text)
  const list = Array.isArray(args) ? args.map(String) : []
  return { requestId: String(req_id), op: String(op), args: list }
}

interface Reply {
  readonly success: boolean
  readonly message: string
  readonly connectionId: string
}

export function reply(command: StreamCommand, { success, message, connectionId }: Reply): object {
  const { requestId, op } = command
  return { success, ret_msg: message, conn_id: connectionId, req_id: requestId, op }
}

export function checkTopics(topics: readonly string[], isKnown: (topic: string) => boolean): void {
  if (topics.length > TOPICS_PER_REQUEST_MAX) throw badParameter('args size >10')
  const unknown = topics.find((topic) => !isKnown(topic))
  if (unknown !== undefined) throw badParameter(`error:handler not found,topic:${unknown}`)
}
