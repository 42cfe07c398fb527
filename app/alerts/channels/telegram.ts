import type { AlertChannel } from '../../domain/alert-channel.ts'
import { type Message, plainText } from '../compose-message.ts'
import { isSafeAddress } from './is-safe-address.ts'
import { parsedJson } from './parsed-json.ts'
import { milliseconds, postJson } from './post-json.ts'
import { delivered, failed, type Sent } from './sent.ts'
import { withoutSecrets } from './without-secrets.ts'

type Telegram = Extract<AlertChannel, { kind: 'telegram' }>

/** A bot's token is part of the address, so it must not change what the address means. */
const TOKEN = /^[\w-]+:[\w-]+$/

export async function sendTelegram(
  { apiUrl, chatId }: Telegram,
  token: string,
  message: Message,
): Promise<Sent> {
  if (!TOKEN.test(token)) return failed('This is no bot token: one looks like 123456:ABC-def.')
  if (!isSafeAddress(apiUrl)) return failed('The token is only sent over https.')
  const answer = await postJson({
    address: `${apiUrl.replace(/\/+$/, '')}/bot${token}/sendMessage`,
    body: JSON.stringify({ chat_id: chatId, text: plainText(message) }),
    secrets: [token],
  })
  if (answer.kind === 'none') return failed(`Telegram could not be reached: ${answer.why}.`)
  const { ok, description, parameters } = parsedJson(answer.text)
  if (answer.status === 200 && ok === true) return delivered('Telegram took the message.')
  const said = withoutSecrets(typeof description === 'string' ? description : answer.text, [token])
  const asked = milliseconds(Reflect.get(Object(parameters), 'retry_after'))
  return failed(`Telegram answered ${answer.status}: ${said}`, Math.max(asked, answer.retryAfterMs))
}
