import './zod-without-eval.ts'
import { type AlertChannel, alertChannel } from '../../app/contract/alert-settings.ts'

type ChannelKind = AlertChannel['kind']

export const CHANNEL_KINDS = [
  'desktop',
  'telegram',
  'discord',
  'slack',
  'webhook',
  'email',
] as const satisfies readonly ChannelKind[]

/** A field that a kind of channel has beside its name. */
export type ChannelField = {
  readonly key: string
  readonly label: string
  readonly help?: string
  readonly fault: string
  readonly options?: readonly { readonly value: string; readonly label: string }[]
}

const HOST: ChannelField = {
  key: 'host',
  label: 'Mail server',
  help: 'Like smtp.example.com.',
  fault: 'Enter the name of the mail server.',
}

export const CHANNEL_FIELDS: Readonly<Record<ChannelKind, readonly ChannelField[]>> = {
  desktop: [],
  telegram: [
    {
      key: 'chatId',
      label: 'Chat',
      help: 'The number of the chat, or @name of a channel.',
      fault: 'Enter the chat that messages go to.',
    },
    {
      key: 'apiUrl',
      label: 'Address of the API',
      help: "Telegram's own, unless you run a server of yours.",
      fault: 'Enter an address like https://api.telegram.org.',
    },
  ],
  discord: [],
  slack: [],
  webhook: [
    {
      key: 'url',
      label: 'Address',
      help: 'Messages are posted there as JSON.',
      fault: 'Enter an address like https://example.com/alerts.',
    },
  ],
  email: [
    HOST,
    { key: 'port', label: 'Port', fault: 'Enter a port from 1 to 65535.' },
    {
      key: 'security',
      label: 'Encryption',
      fault: 'Choose one.',
      options: [
        { value: 'tls', label: 'TLS from the start' },
        { value: 'starttls', label: 'STARTTLS' },
        { value: 'none', label: 'None: only for a server on this machine' },
      ],
    },
    {
      key: 'user',
      label: 'User name',
      help: 'Empty where the server asks for none.',
      fault: 'At most 200 characters.',
    },
    { key: 'from', label: 'From', fault: 'Enter an e-mail address.' },
    { key: 'to', label: 'To', fault: 'Enter an e-mail address.' },
  ],
}

const DEFAULTS: Readonly<Record<ChannelKind, Readonly<Record<string, string>>>> = {
  desktop: { name: 'This machine' },
  telegram: { name: 'Telegram', apiUrl: 'https://api.telegram.org' },
  discord: { name: 'Discord' },
  slack: { name: 'Slack' },
  webhook: { name: 'Webhook' },
  email: { name: 'E-mail', port: '465', security: 'tls' },
}

export type ChannelDraft = Readonly<Record<string, string>>

/** What the form starts with: the channel's own values, or sensible ones. */
export function channelDraft(kind: ChannelKind, channel: AlertChannel | null): ChannelDraft {
  const values = channel ?? DEFAULTS[kind]
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))
}

type ReadChannel =
  | { readonly kind: 'channel'; readonly channel: AlertChannel }
  | { readonly kind: 'faults'; readonly faults: Readonly<Record<string, string>> }

/** What was typed as a channel, or what is wrong with it and where. */
export function readChannel(kind: ChannelKind, id: string, draft: ChannelDraft): ReadChannel {
  const typed = Object.fromEntries(
    CHANNEL_FIELDS[kind].map(({ key }) => [key, typedValue(key, draft[key] ?? '')]),
  )
  const parsed = alertChannel.safeParse({ kind, id, name: (draft.name ?? '').trim(), ...typed })
  if (parsed.success) return { kind: 'channel', channel: parsed.data }
  const faults = parsed.error.issues.map(({ path }) => {
    const field = CHANNEL_FIELDS[kind].find(({ key }) => key === path[0])
    return [String(path[0]), field?.fault ?? 'Give the channel a name.']
  })
  return { kind: 'faults', faults: Object.fromEntries(faults) }
}

function typedValue(key: string, text: string): string | number {
  return key === 'port' ? Number(text.trim() || Number.NaN) : text.trim()
}
