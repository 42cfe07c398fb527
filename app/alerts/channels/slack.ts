import { type Message, plainText } from '../compose-message.ts'
import { isSafeAddress } from './is-safe-address.ts'
import { postJson } from './post-json.ts'
import { delivered, failed, type Sent } from './sent.ts'
import { withoutSecrets } from './without-secrets.ts'

/** The address of a Slack webhook is its secret. */
export async function sendSlack(address: string, message: Message): Promise<Sent> {
  if (!isSafeAddress(address))
    return failed('This is no address of a webhook: it begins with https.')
  const answer = await postJson({
    address,
    body: JSON.stringify({ text: escaped(plainText(message)) }),
    secrets: [address],
  })
  if (answer.kind === 'none') return failed(`Slack could not be reached: ${answer.why}.`)
  if (answer.status === 200 && answer.text === 'ok') return delivered('Slack took the message.')
  const said = withoutSecrets(answer.text, [address])
  return failed(`Slack answered ${answer.status}: ${said}`, answer.retryAfterMs)
}

/** The three characters that Slack reads as its own. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
