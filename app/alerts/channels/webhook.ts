import { createHmac } from 'node:crypto'
import type { AlertChannel } from '../../domain/alert-channel.ts'
import type { Message } from '../compose-message.ts'
import { postJson } from './post-json.ts'
import { delivered, failed, type Sent } from './sent.ts'
import { withoutSecrets } from './without-secrets.ts'

type Webhook = Extract<AlertChannel, { kind: 'webhook' }>

/** Signed over the time and the body, so that neither can be changed, and an old message not be sent again as a new one. */
export async function sendWebhook(
  { url }: Webhook,
  secret: string,
  message: Message,
  now: number,
): Promise<Sent> {
  const timestamp = String(Math.floor(now / 1_000))
  const body = JSON.stringify(message)
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  const answer = await postJson({
    address: url,
    body,
    headers: {
      'x-cryptobot-timestamp': timestamp,
      'x-cryptobot-signature': `sha256=${signature}`,
    },
    secrets: [secret],
  })
  if (answer.kind === 'none') return failed(`The server could not be reached: ${answer.why}.`)
  if (answer.status >= 200 && answer.status < 300) {
    return delivered(`The server answered ${answer.status}.`)
  }
  const said = withoutSecrets(answer.text, [secret])
  return failed(`The server answered ${answer.status}: ${said}`, answer.retryAfterMs)
}
