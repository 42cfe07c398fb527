import type { AlertChannel } from '../../domain/alert-channel.ts'
import type { Message } from '../compose-message.ts'
import { isLoopbackHost } from './is-safe-address.ts'
import { TIMEOUT_MS } from './post-json.ts'
import { delivered, failed, type Sent } from './sent.ts'
import { withoutSecrets } from './without-secrets.ts'

type Email = Extract<AlertChannel, { kind: 'email' }>

/** Why a password would be readable on the way; nothing when it would not. */
export function unsafeEmail({ security, user, host }: Email): string | undefined {
  if (security !== 'none' || user === '' || isLoopbackHost(host)) return undefined
  return 'Without TLS or STARTTLS the password could be read on the way, so it is not sent.'
}

export async function sendEmail(channel: Email, password: string, message: Message): Promise<Sent> {
  const unsafe = unsafeEmail(channel)
  if (unsafe !== undefined) return failed(unsafe)
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(connectionOf(channel, password))
  try {
    await transport.sendMail({
      from: channel.from,
      to: channel.to,
      subject: message.title,
      text: `${message.text}\n\n${message.code}\n`,
      headers: { 'X-Cryptobot-Code': message.code },
    })
    return delivered('The mail server took the message.')
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return failed(`The mail server could not be used: ${withoutSecrets(said, [password])}`)
  } finally {
    transport.close()
  }
}

function connectionOf({ host, port, security, user }: Email, password: string) {
  return {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    dnsTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
