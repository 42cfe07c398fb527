import { type AlertChannel, needsSecret } from '../domain/alert-channel.ts'
import type { Problem } from '../domain/result.ts'
import { unsafeEmail } from './channels/email.ts'
import { isSafeAddress } from './channels/is-safe-address.ts'

/** Why a channel cannot be used as it was typed; nothing when it can. `secret` is what was typed, null for the old one. */
export function channelFault(channel: AlertChannel, secret: string | null): Problem | undefined {
  if (channel.kind === 'telegram' && !isSafeAddress(channel.apiUrl)) {
    return fault(
      'The token would be readable on the way.',
      'Use an address that begins with https.',
    )
  }
  if (channel.kind === 'email') {
    const unsafe = unsafeEmail(channel)
    if (unsafe !== undefined) return fault(unsafe, 'Choose TLS or STARTTLS.')
  }
  if (channel.kind === 'webhook' && new URL(channel.url).username !== '') {
    return fault(
      'The address holds a user name, which would be stored where it can be read.',
      'Leave it out, and check the signature instead.',
    )
  }
  const isAddress = channel.kind === 'discord' || channel.kind === 'slack'
  if (isAddress && secret !== null && !isSafeAddress(secret)) {
    return fault(
      'This is no address of a webhook.',
      'Copy the whole address, from https to the end.',
    )
  }
  return undefined
}

/**
 * Whether the secret has to be typed again: it was given for one place, and whoever can change the place must not get it
 * by that.
 */
export function needsNewSecret(channel: AlertChannel, old: AlertChannel | undefined): boolean {
  if (!needsSecret(channel)) return false
  if (old === undefined || old.kind !== channel.kind || !needsSecret(old)) return true
  if (channel.kind === 'telegram' && old.kind === 'telegram') return channel.apiUrl !== old.apiUrl
  if (channel.kind === 'email' && old.kind === 'email') {
    const { host, port, security, user } = channel
    return host !== old.host || port !== old.port || security !== old.security || user !== old.user
  }
  return false
}

function fault(message: string, action: string): Problem {
  return { code: 'bad-channel', message, action }
}
