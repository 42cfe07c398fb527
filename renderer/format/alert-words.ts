import type { AlertChannel, AlertRule, DeliveryView } from '../../app/contract/alert-settings.ts'

type Kind = AlertRule['kind']
type ChannelKind = AlertChannel['kind']

export const ALERT_WORDS: Readonly<
  Record<Kind, { readonly title: string; readonly when: string }>
> = {
  'execution-failure': {
    title: 'Order failed',
    when: 'The exchange rejects an order, or it cannot be sent.',
  },
  'unresolved-order': {
    title: 'Unresolved order',
    when: 'Nobody knows yet what became of an order.',
  },
  drift: { title: 'Drift', when: "Our record and the exchange's differ." },
  breaker: { title: 'Breaker', when: 'A breaker trips, heals or is reset.' },
  'kill-switch': { title: 'Kill switch', when: 'It is used, and once all is confirmed.' },
  'stop-hit': { title: 'Stop hit', when: 'A stop ended a position.' },
  fill: { title: 'Fill', when: 'An order is executed, in part or in full.' },
  'daily-summary': { title: 'Daily summary', when: 'Once a day: profit, trades, fees, equity.' },
  'api-key': {
    title: 'API key',
    when: '30, 14, 7, 3 and 1 days before a key ends; and once a month while one may withdraw, may not trade, is unused or unbound.',
  },
  update: { title: 'Update', when: 'A new version of Cryptobot is there.' },
  watchdog: { title: 'Watchdog', when: 'Cryptobot hangs, or ended unexpectedly.' },
}

export const SEVERITY_WORDS: Readonly<Record<AlertRule['severityMin'], string>> = {
  info: 'Everything',
  warning: 'Warnings and worse',
  critical: 'Critical only',
}

export const CHANNEL_WORDS: Readonly<
  Record<ChannelKind, { readonly word: string; readonly secret: string }>
> = {
  desktop: { word: 'Desktop notification', secret: '' },
  telegram: { word: 'Telegram', secret: "The bot's token" },
  discord: { word: 'Discord', secret: 'Address of the webhook' },
  slack: { word: 'Slack', secret: 'Address of the webhook' },
  webhook: { word: 'Webhook', secret: 'Secret that messages are signed with' },
  email: { word: 'E-mail', secret: 'Password' },
}

export const DELIVERY_WORDS: Readonly<Record<DeliveryView['state'], string>> = {
  waiting: 'waiting',
  delivered: 'delivered',
  failed: 'failed',
}

/** Where a channel's messages end up, in one line. */
export function targetWords(channel: AlertChannel): string {
  switch (channel.kind) {
    case 'desktop':
      return 'On this machine'
    case 'telegram':
      return `Chat ${channel.chatId}`
    case 'discord':
    case 'slack':
      return 'Address kept in the keychain'
    case 'webhook':
      return channel.url
    case 'email':
      return `${channel.to} by ${channel.host}:${channel.port}`
  }
}
