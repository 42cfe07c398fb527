import { type Message, plainText } from '../compose-message.ts'
import { isSafeAddress } from './is-safe-address.ts'
import { parsedJson } from './parsed-json.ts'
import { milliseconds, postJson } from './post-json.ts'
import { delivered, failed, type Sent } from './sent.ts'
import { withoutSecrets } from './without-secrets.ts'

/** The address of a Discord webhook is its secret. */
export async function sendDiscord(address: string, message: Message): Promise<Sent> {
  if (!isSafeAddress(address))
    return failed('This is no address of a webhook: it begins with https.')
  const answer = await postJson({
    address,
    // Nobody is notified because a message happens to contain their name.
    body: JSON.stringify({ content: plainText(message), allowed_mentions: { parse: [] } }),
    secrets: [address],
  })
  if (answer.kind === 'none') return failed(`Discord could not be reached: ${answer.why}.`)
  if (answer.status === 200 || answer.status === 204) return delivered('Discord took the message.')
  const { message: told, retry_after } = parsedJson(answer.text)
  const said = withoutSecrets(typeof told === 'string' ? told : answer.text, [address])
  const pauseMs = Math.max(milliseconds(retry_after), answer.retryAfterMs)
  return failed(`Discord answered ${answer.status}: ${said}`, pauseMs)
}
