import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { SMTPServer } from 'smtp-server'
import { expect, it, onTestFinished } from 'vitest'
import { sendEmail } from './email.ts'
import { LOOPBACK_CERTIFICATE, LOOPBACK_KEY } from './loopback-certificate.fixture.ts'
import { MESSAGE } from './sample-message.fixture.ts'

const PASSWORD = 'pass-word-123'

async function mailServer(options: ConstructorParameters<typeof SMTPServer>[0] = {}) {
  const mails: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    key: LOOPBACK_KEY,
    cert: LOOPBACK_CERTIFICATE,
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      if (username === 'me' && password === PASSWORD) done(null, { user: username })
      else done(new Error(`Invalid password ${password}`))
    },
    onData(stream, _session, done) {
      let mail = ''
      stream.on('data', (chunk) => {
        mail += String(chunk)
      })
      stream.on('end', () => {
        mails.push(mail)
        done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return { mails, port }
}

type Email = Parameters<typeof sendEmail>[0]

function channel(port: number, changes: Partial<Email> = {}): Email {
  const server = { host: '127.0.0.1', port, security: 'none', user: 'me' } as const
  const addresses = { from: 'bot@example.org', to: 'me@example.org' }
  return { kind: 'email', id: 'e', name: 'Mail', ...server, ...addresses, ...changes }
}

/** As on a machine whose owner trusts the server. */
function trustServer(): void {
  const usual = getCACertificates('default')
  setDefaultCACertificates([...usual, LOOPBACK_CERTIFICATE])
  onTestFinished(() => setDefaultCACertificates(usual))
}

it('sends a mail with the title as its subject', async () => {
  const { mails, port } = await mailServer({ disabledCommands: ['STARTTLS'] })
  expect(await sendEmail(channel(port), PASSWORD, MESSAGE)).toMatchObject({ kind: 'delivered' })
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatch(/^To: me@example\.org/m)
  expect(mails[0]).toMatch(/^X-Cryptobot-Code: A7/m)
  expect(mails[0]).toContain('The exchange rejected buy 0.01 BTC/USDT')
})

it('needs no password where there is no user', async () => {
  const { mails, port } = await mailServer()
  await sendEmail(channel(port, { user: '' }), '', MESSAGE)
  expect(mails).toHaveLength(1)
})

it('shows what the server answers to a wrong password, without the password', async () => {
  const { port } = await mailServer()
  const sent = await sendEmail(channel(port), 'wrong-password', MESSAGE)
  expect(sent).toMatchObject({ kind: 'failed', answer: expect.stringContaining('535') })
  expect(sent.answer).toContain('Invalid password •••')
})

it('sends no password to another machine in the clear', async () => {
  expect(await sendEmail(channel(25, { host: 'mail.example' }), PASSWORD, MESSAGE)).toMatchObject({
    answer: expect.stringContaining('could be read on the way'),
  })
})

it.each(['tls', 'starttls'] as const)(
  'sends by %s to a server that is trusted',
  async (security) => {
    trustServer()
    const { mails, port } = await mailServer({ secure: security === 'tls' })
    expect(await sendEmail(channel(port, { security }), PASSWORD, MESSAGE)).toMatchObject({
      kind: 'delivered',
    })
    expect(mails).toHaveLength(1)
  },
)

it.each(['tls', 'starttls'] as const)(
  'sends nothing by %s to a server whose certificate nobody vouches for',
  async (security) => {
    const { mails, port } = await mailServer({ secure: security === 'tls' })
    const sent = await sendEmail(channel(port, { security }), PASSWORD, MESSAGE)
    expect(sent).toMatchObject({ kind: 'failed', answer: expect.stringMatching(/certificate/i) })
    expect(mails).toEqual([])
  },
)

it('sends nothing when STARTTLS is asked for and not there', async () => {
  const { mails, port } = await mailServer({ disabledCommands: ['STARTTLS'] })
  const sent = await sendEmail(channel(port, { security: 'starttls' }), PASSWORD, MESSAGE)
  expect(sent).toMatchObject({ kind: 'failed' })
  expect(mails).toEqual([])
})
