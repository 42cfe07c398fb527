import { type AlertChannel, needsSecret } from '../domain/alert-channel.ts'
import { assertNever } from '../domain/assert.ts'
import type { DesktopNotifier } from '../ports/desktop-notifier.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import { sendDesktop } from './channels/desktop.ts'
import { sendDiscord } from './channels/discord.ts'
import { sendEmail } from './channels/email.ts'
import { failed, type Sent } from './channels/sent.ts'
import { sendSlack } from './channels/slack.ts'
import { sendTelegram } from './channels/telegram.ts'
import { sendWebhook } from './channels/webhook.ts'
import type { Message } from './compose-message.ts'

export interface SendParts {
  readonly secrets: Pick<SecretStore, 'load'>
  /** Null where there is no window. */
  readonly desktop: DesktopNotifier | null
  readonly now: () => number
}

/** How the names begin under which the secrets of channels are kept. */
export const CHANNEL_SECRETS = 'alert channel '

/** Under which name a channel's secret is kept. */
export function secretName(channelId: string): string {
  return `${CHANNEL_SECRETS}${channelId}`
}

/** Sends one message, once. The secret is fetched for it, and forgotten. */
export async function sendMessage(
  { secrets, desktop, now }: SendParts,
  channel: AlertChannel,
  message: Message,
): Promise<Sent> {
  const loaded = needsSecret(channel) ? await secrets.load(secretName(channel.id)) : NO_SECRET
  if (!loaded.ok) return failed(loaded.error)
  const secret = loaded.value
  if (secret === null)
    return failed(`The keychain has no secret for ${channel.name}: enter it again.`)
  switch (channel.kind) {
    case 'desktop':
      return sendDesktop(desktop, message)
    case 'telegram':
      return sendTelegram(channel, secret, message)
    case 'discord':
      return sendDiscord(secret, message)
    case 'slack':
      return sendSlack(secret, message)
    case 'webhook':
      return sendWebhook(channel, secret, message, now())
    case 'email':
      return sendEmail(channel, secret, message)
    default:
      return assertNever(channel)
  }
}

const NO_SECRET = { ok: true, value: '' } as const
