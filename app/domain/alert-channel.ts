interface Named {
  readonly id: string
  readonly name: string
}

/** Where alerts go. What is secret in a channel, its token, address or password, is in the keychain and nowhere else. */
export type AlertChannel =
  | (Named & { readonly kind: 'desktop' })
  /** The secret is the bot's token. */
  | (Named & { readonly kind: 'telegram'; readonly chatId: string; readonly apiUrl: string })
  /** The secret is the whole address. */
  | (Named & { readonly kind: 'discord' })
  | (Named & { readonly kind: 'slack' })
  /** The secret is what messages are signed with. */
  | (Named & { readonly kind: 'webhook'; readonly url: string })
  /** The secret is the password; without a user there is none. */
  | (Named & {
      readonly kind: 'email'
      readonly host: string
      readonly port: number
      readonly security: 'tls' | 'starttls' | 'none'
      readonly user: string
      readonly from: string
      readonly to: string
    })
export type ChannelKind = AlertChannel['kind']

/** Whether anything can be sent there without a secret. */
export function needsSecret(channel: AlertChannel): boolean {
  if (channel.kind === 'email') return channel.user !== ''
  return channel.kind !== 'desktop'
}

/** The channel that is always there where there is a window. */
export const THIS_COMPUTER: AlertChannel = { kind: 'desktop', id: 'desktop', name: 'This computer' }
